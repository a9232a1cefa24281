import { analyze } from '../index/analyzer.ts';
import type { Answer } from './answer.ts';
import type { Citation } from './citation.ts';
import type { QuestionIn } from './questions-in.ts';

type Cited = Extract<Answer, { kind: 'cited' }>;
type Part = { readonly asked: string; readonly answer: Answer };
type Answered = { readonly asked: string; readonly answer: Cited };

const EXCERPTS_EACH = 2;

/**
 * One answer to a message that asks several questions. Each is answered by itself, in the light of those before it; what the
 * message as a whole is best answered with comes first, as related questions say more of their subject together. Every excerpt
 * says which question it answers, and questions without an answer are named. Where none has one, the message is answered as a
 * whole.
 * @param whole the answer to all of it at once
 */
export async function answerEach(
  questions: readonly QuestionIn[],
  whole: Answer,
  answerPart: (text: string, before: readonly string[]) => Promise<Answer>,
  top: number,
): Promise<Answer> {
  const parts: Part[] = [];
  for (const [i, { asked, text }] of questions.entries())
    parts.push({ asked, answer: await answerPart(text, leansOn(questions, i)) });
  const answered = parts.filter((part): part is Answered => part.answer.kind === 'cited');
  const together = whole.kind === 'cited' ? whole.citations.map((citation) => marked(citation, parts)) : [];
  const [first, ...others] = choose(
    together.filter(({ questions: [most] = [] }) => answered.some(({ asked }) => asked === most)),
    answered,
    Math.max(top, EXCERPTS_EACH * answered.length),
  );
  if (first === undefined) return whole;
  const { question, questionWasCut, language, indexId, documents } = whole;
  return {
    question,
    questionWasCut,
    language,
    indexId,
    documents,
    kind: 'cited',
    confidence: Math.max(...answered.map(({ answer }) => answer.confidence)),
    unknownWords: parts.flatMap(({ answer }) => answer.unknownWords),
    citations: [first, ...others],
    silent: [...new Set(answered.flatMap(({ answer }) => answer.silent))],
    open: parts.filter(({ answer }) => answer.kind === 'none').map(({ asked }) => asked),
  };
}

/** The questions before it; "what is the process and what are the criteria for leave?" leans on what follows instead. */
function leansOn(questions: readonly QuestionIn[], i: number): string[] {
  const before = questions.slice(0, i).map(({ asked }) => asked);
  const next = questions[i + 1];
  const content = analyze(questions[i]?.asked ?? '').filter(({ stop }) => !stop);
  return i === 0 && content.length === 1 && next !== undefined ? [next.asked] : before;
}

/** An excerpt for the whole message, and the question of which it says most. */
function marked(citation: Citation, parts: readonly Part[]): Citation {
  const shareOf = ({ asked }: Part): number =>
    citation.why.words
      .filter((word) => asked.includes(word.asked))
      .reduce((sum, { share }) => sum + share, 0);
  const [most] = parts.toSorted((a, b) => shareOf(b) - shareOf(a));
  return { ...citation, questions: most === undefined ? [] : [most.asked] };
}

/** What answers all together best, the best for each of the other questions, and for its own; then the rest. */
function choose(together: readonly Citation[], answered: readonly Answered[], limit: number): Citation[] {
  const [first, ...rest] = together;
  const isOfFirst = ({ asked }: Answered): boolean => first?.questions?.includes(asked) === true;
  const best: Citation[] = answered
    .toSorted((a, b) => Number(isOfFirst(a)) - Number(isOfFirst(b)))
    .map(({ asked, answer }) => ({ ...answer.citations[0], questions: [asked] }));
  const others = answered.flatMap(({ asked, answer }) =>
    answer.citations.slice(1).map((citation) => ({ ...citation, questions: [asked] })),
  );
  const chosen: Citation[] = [];
  for (const citation of [...(first === undefined ? [] : [first]), ...best, ...rest, ...others]) {
    const same = chosen.findIndex((other) => overlap(other, citation));
    const shown = chosen[same];
    if (shown === undefined) chosen.push(citation);
    else if (best.includes(citation)) chosen[same] = { ...shown, questions: union(shown, citation) };
  }
  return chosen.slice(0, limit);
}

/** The best excerpt for one question may be that for another, too. */
function union({ questions = [] }: Citation, other: Citation): string[] {
  return [...new Set([...questions, ...(other.questions ?? [])])];
}

function overlap(a: Citation, b: Citation): boolean {
  return a.document.path === b.document.path && a.start < b.end && b.start < a.end;
}
