import type { ActionRendering } from '../../src/answer-actions.ts';
import type { Shown } from '../../src/answering.ts';
import type { MaintenanceRendering } from '../../src/maintenance.ts';
import type { Message } from './components.ts';
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
  answer: (answer, shown) => renderAnswer(answer, optionsFor(shown)),
  nearest: (answer, shown) => renderNearest(answer, optionsFor(shown)),
  why: renderWhy,
};

function optionsFor({
  place,
  isPointedAt = false,
  ...shown
}: Shown<Place>): Parameters<typeof renderAnswer>[1] {
  return {
    ...shown,
    place: place === 'private' ? 'private' : 'channel',
    // What was typed after a command is seen by nobody else, and what was pointed at stands elsewhere.
    showsQuestion: place === 'channel' || isPointedAt,
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
