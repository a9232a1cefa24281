import type { Answer } from '../../src/answer.ts';
import type { ActionRendering } from '../../src/answer-actions.ts';
import type { Shown } from '../../src/answering.ts';
import type { MaintenanceRendering } from '../../src/maintenance.ts';
import { seenAbove } from '../../src/seen.ts';
import type { Message } from './blocks.ts';
import { toButtonValue } from './button-value.ts';
import { renderAnswer, renderNearest, renderNotice } from './render.ts';
import { renderWhy } from './render-details.ts';
import {
  renderRefused,
  renderReports,
  renderSources,
  renderStatus,
  renderUnanswered,
} from './render-index.ts';
import type { Place } from './replies.ts';

/** Answers as messages, whose buttons hold what is needed to ask again. */
export const rendering: ActionRendering<Message, Place> = {
  notice: renderNotice,
  answer: (answer, shown) => renderAnswer(answer, optionsFor(answer, shown)),
  nearest: (answer, shown) => renderNearest(answer, optionsFor(answer, shown)),
  why: renderWhy,
};

function optionsFor(
  answer: Answer,
  { asked, asker, place, readOn, shownBefore = 0, isPointedAt = false }: Shown<Place>,
): Parameters<typeof renderAnswer>[1] {
  return {
    place,
    asker,
    readOn,
    showsQuestion: isPointedAt,
    value: (excerpt, shown, action) =>
      toButtonValue({
        ...asked,
        indexId: answer.indexId,
        shown: shownBefore + shown,
        excerpt: shownBefore + excerpt,
        seen: seenAbove(action, answer, { excerpt, shown }),
      }),
  };
}

export const maintenanceRendering: MaintenanceRendering<Message> = {
  notice: renderNotice,
  reports: renderReports,
  status: renderStatus,
  sources: renderSources,
  refused: renderRefused,
  unanswered: renderUnanswered,
};
