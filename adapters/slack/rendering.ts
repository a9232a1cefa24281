import type { Rendering } from '../../src/answering.ts';
import type { MaintenanceRendering } from '../../src/maintenance.ts';
import type { Message } from './blocks.ts';
import { toButtonValue } from './button-value.ts';
import { renderAnswer, renderNotice } from './render.ts';
import {
  renderRefused,
  renderReports,
  renderSources,
  renderStatus,
  renderUnanswered,
} from './render-index.ts';
import type { Place } from './replies.ts';

/** Answers as messages, whose buttons hold what is needed to ask again. */
export const rendering: Rendering<Message, Place> = {
  notice: renderNotice,
  answer(answer, { asked, place, readOn }) {
    const { indexId } = answer;
    return renderAnswer(answer, {
      place,
      readOn,
      value: (excerpt, shown) => toButtonValue({ ...asked, indexId, shown, excerpt }),
    });
  },
};

export const maintenanceRendering: MaintenanceRendering<Message> = {
  notice: renderNotice,
  reports: renderReports,
  status: renderStatus,
  sources: renderSources,
  refused: renderRefused,
  unanswered: renderUnanswered,
};
