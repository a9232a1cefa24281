import type { VisibleIndex } from '../index/restricted-index.ts';
import { type Citation, cite } from './citation.ts';
import { lowerNamesOf } from './lower-names.ts';
import { type CleanText, cleanQuestion, languageOf, type Question } from './question.ts';
import type { Asked } from './ranking/asked.ts';
import { type ComposedExcerpt, choose, MAX_SCORE_GAP } from './ranking/choose.ts';
import { type Compared, findCompared } from './ranking/comparison.ts';
import { confidenceIn, shareSaidBy } from './ranking/confidence.ts';
import { explain } from './ranking/explanation.ts';
import model from './ranking/model.json' with { type: 'json' };
import { MIN_TELLING_RARITY, type Query, type QueryTerm } from './ranking/query.ts';
import { type RankedExcerpt, type Ranking, rankExcerpts } from './ranking/rank.ts';
import { answerEach } from './several-questions.ts';
import { findSmallTalk, type SmallTalk } from './small-talk.ts';
import { apartFrom, nameAmong } from './telling-apart.ts';

/** A word of the question that no document holds, and known words it may have meant. */
type UnknownWord = { readonly text: string; readonly suggestions: readonly string[] };

type AnswerCommon = {
  /** The question as it was read. */
  readonly question: string;
  /** Whether the end of the question was left out for its length. */
  readonly questionWasCut: boolean;
  /** Language for the bot's own words. */
  readonly language: 'en' | 'zh';
  /** The index the answer was made from. */
  readonly indexId: string;
  /** Number of documents in it. */
  readonly documents: number;
  /** 0 to 1: how sure it is that the documents answer the question. */
  readonly confidence: number;
  /** Words of the question that no document holds. */
  readonly unknownWords: readonly UnknownWord[];
};

/**
 * Why there is no answer: nothing was asked (`empty-question`, or small talk by its kind), there are no documents, a
 * misspelt name may be one or another, they do not hold the question's words, or nothing comes close enough.
 */
type NoAnswerReason =
  | 'empty-question'
  | SmallTalk
  | 'no-documents'
  | 'ambiguous-word'
  | 'unknown-words'
  | 'weak-match';

/** The documents' own words, best first, or an honest none. The same question, index and day give the same answer. */
export type Answer = AnswerCommon &
  (
    | {
        readonly kind: 'cited';
        readonly citations: readonly [Citation, ...Citation[]];
        /** Titles of documents the question compares others with and that do not say. */
        readonly silent: readonly string[];
        /** Where the message asks several questions, those the documents leave open. */
        readonly open?: readonly string[];
      }
    | {
        readonly kind: 'none';
        readonly reason: NoAnswerReason;
        /** What comes nearest, best first: no answer, to be shown only on request and labelled as such. */
        readonly nearest: readonly Citation[];
        /** Titles of the documents, at most {@link MAX_TITLES}, where the question is which there are. */
        readonly titles: readonly string[];
      }
  );

const DEFAULT_TOP = 3;
const MAX_TITLES = 10;
/** Below this the documents are taken not to say: fitted with the model, see `model.json`. */
const minConfidence = ({ stage }: Pick<Ranking, 'stage'>): number => model[stage].confidence.threshold;
/** One side of a comparison that says less than half of what is compared has other things to say, ... */
const MIN_SAID_BY_SIDE = 0.5;
/** ... unless it says it in other words: at these log-odds, one in four, what reads so is an answer. */
const MIN_READING_BY_SIDE = -1;
/** From this share of the question's weight on, words the documents do not hold are the reason for having no answer. */
const UNKNOWN_SHARE = 0.2;

/** @param index as far as the question's scope reaches */
export async function answerQuestion(
  { text, history, top }: Omit<Question, 'scope'>,
  index: VisibleIndex,
  now: Date,
): Promise<Answer> {
  const { questions, ...cleaned } = cleanQuestion(text);
  const earlier = history.map((question) => cleanQuestion(question).text);
  const whole = await answerOne(cleaned, earlier, top, index, now);
  if (questions.length === 0 || whole.isComparison) return whole.answer;
  const answerPart = async (part: string, before: readonly string[]): Promise<Answer> =>
    (await answerOne({ text: part, wasCut: cleaned.wasCut }, [...earlier, ...before], top, index, now))
      .answer;
  return answerEach(questions, whole.answer, answerPart, top ?? DEFAULT_TOP);
}

type Single = { readonly answer: Answer; readonly isComparison: boolean };

async function answerOne(
  cleaned: Pick<CleanText, 'text' | 'wasCut'>,
  earlier: readonly string[],
  top: number | undefined,
  index: VisibleIndex,
  now: Date,
): Promise<Single> {
  const common = {
    question: cleaned.text,
    questionWasCut: cleaned.wasCut,
    language: languageOf(cleaned.text),
    indexId: index.id,
    documents: index.documents.size,
  };
  const smallTalk = findSmallTalk(cleaned.text);
  const reason = smallTalk ?? (/[\p{L}\p{N}]/u.test(cleaned.text) ? null : 'empty-question');
  if (reason !== null) {
    const titles = titlesFor(reason, index);
    const answer = {
      ...common,
      confidence: 0,
      unknownWords: [],
      kind: 'none',
      reason,
      nearest: [],
      titles,
    } as const;
    return { answer, isComparison: false };
  }

  const { ranking, isAmbiguous } = await rankWithNames(cleaned.text, earlier, index);
  const { asked, excerpts } = ranking;
  const { query } = asked;
  const sides = await findCompared(ranking, index);
  const isComparison = sides.length > 0;
  const speaking = sides.filter(speaks);
  const chosen = isComparison
    ? chooseFromEach(speaking.length > 0 ? speaking : sides, top)
    : choose(excerpts, top ?? DEFAULT_TOP, top).map((excerpt) => ({ excerpt, ...ranking }));
  const [first, ...others] = chosen.map((each) => toCitation(each, index, now));
  const sure = Math.max(...(isComparison ? sides : [ranking]).map(confidenceIn));
  const isAnswered = isComparison ? speaking.length > 0 : sure >= minConfidence(ranking);
  const confidence = Math.round(sure * 1_000) / 1_000;
  // "Weeks 3 to 9" says the fifth: what an excerpt says by a range is not missing.
  const isSaid = (at: number): boolean =>
    !isComparison && chosen.some(({ excerpt }) => excerpt.candidate.matches.some(({ term }) => term === at));
  const unknownWords = query.terms
    .filter((term, at) => isWorthNaming(term) && !isSaid(at))
    .filter((term, _, all) => !all.some((other) => isPartOf(term, other)))
    .map(({ text: word, suggestions }) => ({ text: word, suggestions }));
  if (first !== undefined && isAnswered && !isAmbiguous) {
    const silent = sides
      .filter((side) => !speaking.includes(side))
      .flatMap(({ documents }) => documents.map((document) => nameAmong(document, index.documents.values())));
    const citations: [Citation, ...Citation[]] = [first, ...others];
    return {
      answer: { ...common, confidence, unknownWords, kind: 'cited', citations, silent },
      isComparison,
    };
  }
  const nearest = first === undefined ? [] : [first, ...others];
  const none = isAmbiguous ? 'ambiguous-word' : reasonForNone(query, index);
  const answer = {
    ...common,
    confidence,
    unknownWords,
    kind: 'none',
    reason: none,
    nearest,
    titles: [],
  } as const;
  return { answer, isComparison };
}

function titlesFor(reason: NoAnswerReason, { documents }: VisibleIndex): string[] {
  if (reason !== 'about-documents') return [];
  return [...documents.values()]
    .slice(0, MAX_TITLES)
    .map((document) => nameAmong(document, documents.values()));
}

/** Unknown words that everybody uses ("anything"), or that stand beside what is asked, tell nobody what is missing. */
function isWorthNaming({ known, rarity, isAside }: QueryTerm): boolean {
  return !known && !isAside && rarity >= MIN_TELLING_RARITY;
}

/** Chinese is looked for by words and by the characters of words: the words alone are worth naming. */
function isPartOf(term: QueryTerm, other: QueryTerm): boolean {
  return other !== term && other.start <= term.start && term.end <= other.end && other.text !== term.text;
}

function reasonForNone({ terms }: Query, { documents }: VisibleIndex): NoAnswerReason {
  if (documents.size === 0) return 'no-documents';
  const weigh = (some: typeof terms): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const unknown = weigh(terms.filter(isWorthNaming));
  return unknown > 0 && unknown >= UNKNOWN_SHARE * weigh(terms) ? 'unknown-words' : 'weak-match';
}

/** Whether a misspelt word may be either of two names that documents go by; any other word can be done without. */
function mayBeTwoNames({ suggestions }: QueryTerm, { documents }: VisibleIndex): boolean {
  if (suggestions.length < 2) return false;
  const names = [...documents.values()].map(lowerNamesOf);
  return suggestions.filter((word) => names.some((name) => name.includes(word))).length > 1;
}

/**
 * Ranks with a misspelt name read as the one that the rest of the question settles it to, if it does: the best excerpts,
 * as far as they could be right, all stand in documents that go by that name.
 */
async function rankWithNames(
  text: string,
  history: readonly string[],
  index: VisibleIndex,
): Promise<{ readonly ranking: Ranking; readonly isAmbiguous: boolean }> {
  const ranking = await rankExcerpts(text, history, index);
  const misspelt = ranking.asked.query.terms.find((term) => mayBeTwoNames(term, index));
  if (misspelt === undefined) return { ranking, isAmbiguous: false };
  const least = (ranking.excerpts[0]?.score ?? 0) - MAX_SCORE_GAP;
  const meant = ranking.excerpts
    .filter(({ score }) => score >= least)
    .map(({ candidate }) => {
      const names = lowerNamesOf(candidate.document);
      return misspelt.suggestions.filter((word) => names.includes(word)).join(' ');
    });
  const [word = ''] = meant;
  if (new Set(meant).size !== 1 || !misspelt.suggestions.includes(word))
    return { ranking, isAmbiguous: true };
  const settled = await rankExcerpts(text.replaceAll(misspelt.text, word), history, index);
  return { ranking: settled, isAmbiguous: false };
}

/** Whether one side of a comparison says what is compared. */
function speaks(side: Compared): boolean {
  const [best] = side.excerpts;
  return (
    best !== undefined &&
    confidenceIn(side) >= minConfidence(side) &&
    saysEnough({ excerpt: best, asked: side.asked })
  );
}

function saysEnough({ excerpt, asked }: { readonly excerpt: RankedExcerpt; readonly asked: Asked }): boolean {
  const { reading } = excerpt.candidate;
  if (reading !== null && reading >= MIN_READING_BY_SIDE) return true;
  return shareSaidBy(asked, excerpt) >= MIN_SAID_BY_SIDE;
}

/** An excerpt to show, and what it was found for. */
type Chosen = Pick<Ranking, 'asked' | 'stage'> & { readonly excerpt: ComposedExcerpt };

/** For a comparison, the best excerpt of each side, then those that come closest to the best of their own side. */
function chooseFromEach(sides: readonly Compared[], top: number | undefined): Chosen[] {
  const limit = Math.max(top ?? DEFAULT_TOP, sides.length);
  const bySide = sides.map(({ asked, stage, excerpts }) =>
    choose(excerpts, limit, limit).map((excerpt) => ({ excerpt, asked, stage })),
  );
  const others = bySide.flatMap(([best, ...rest]) =>
    rest
      .filter(saysEnough)
      .map((chosen) => ({ chosen, gap: (best?.excerpt.score ?? 0) - chosen.excerpt.score })),
  );
  return [
    ...bySide.flatMap((side) => side.slice(0, 1)),
    ...others.toSorted((a, b) => a.gap - b.gap).map(({ chosen }) => chosen),
  ].slice(0, limit);
}

function toCitation(
  { excerpt: { candidate, score, pieces }, asked, stage }: Chosen,
  { documents }: VisibleIndex,
  now: Date,
): Citation {
  const { document, passage, matches } = candidate;
  const answering = matches.map((match) => ({
    start: passage.start + match.start,
    end: passage.start + match.end,
  }));
  const apart = apartFrom(document, documents.values());
  const why = explain(candidate, asked, stage);
  return cite({ document, apart, passage, span: candidate, pieces, answering, score, why }, now);
}
