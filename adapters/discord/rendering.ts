import type { Rendering } from '../../src/answering.ts';
import type { MaintenanceRendering } from '../../src/maintenance.ts';
import type { Message } from './components.ts';
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
  answer: (answer, { place, ...shown }) =>
    renderAnswer(answer, {
      ...shown,
      place: place === 'private' ? 'private' : 'channel',
      // What was typed after a command is seen by nobody else.
      showsQuestion: place === 'channel',
    }),
};

export const maintenanceRendering: MaintenanceRendering<Message> = {
  notice: renderNotice,
  reports: renderReports,
  status: renderStatus,
  sources: renderSources,
  refused: renderRefused,
  unanswered: renderUnanswered,
};
