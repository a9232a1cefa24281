import { endsStatement, isWrapped, type Line, type Lines } from './lines.ts';
import { markerOf } from './markers.ts';

/** Labels of what is asked, or said only to be answered, and of what answers it. */
const ASKED =
  /^(?:Q|Question|Frage|Pregunta|问|問|问题|問題|Myth|Misconception|Mythos|Irrtum|误区|誤區)\s*\d{0,3}\s*[.:：、)]\s*\S/iu;
const ANSWERED =
  /^(?:A|Answer|Antwort|R|Respuesta|Réponse|答|回答|Fact|Reality|Truth|Fakt|Tatsache|真相|事实|事實)\s*\d{0,3}\s*[.:：、)]\s*\S/iu;
const QUESTION_MARK = /[?？][)）]?$/u;
/** Of a sentence in front of the last. */
const SENTENCE_END = /(?:[.!?]["”)]?\s|[。！？]).*\S/u;
/** Where the answer begins in the line of its question: "Q: Is it free? A: No." */
const ANSWER = /(?<=[?？]\W{0,4})\s(?=\W{0,4}(?:A|Answer|Antwort|答)\W{0,4}[:：])/u;
const MAX_LINES = 4;
const MAX_CHARS = 250;

/** Where in a text that is labelled as a question its answer begins; -1 if none stands in it. */
export function answerIn(said: string): number {
  const at = ASKED.test(said) ? said.search(ANSWER) : -1;
  return at < 0 ? -1 : at + 1;
}

/** Whether a line is labelled as a question: "Q: …" that ends in a question mark or has its "A: …" near. */
export function isLabelledQuestion({ lines }: Lines, at: number): boolean {
  const line = lines[at];
  if (line === undefined || !ASKED.test(line.said)) return false;
  if (ANSWER.test(line.said)) return true;
  const near = lines.slice(at, at + MAX_LINES + 1);
  return (
    near.slice(1).some(({ said }) => ANSWERED.test(said)) || near.some(({ said }) => QUESTION_MARK.test(said))
  );
}

export function isLabelledAnswer({ said }: Line): boolean {
  return ANSWERED.test(said);
}

/**
 * The last line of the question that begins a paragraph at a line and is all of its sentence, or of the paragraph; -1 if there
 * is none. What stands below may answer it.
 */
export function endOfQuestion({ lines, width }: Lines, at: number): number {
  let said = '';
  for (let i = at; i < Math.min(lines.length, at + MAX_LINES); i += 1) {
    const line = lines[i];
    if (line === undefined || (i > at && line.isAfterGap)) return -1;
    said += said === '' ? line.said.slice(markerOf(line.said)?.length ?? 0) : ` ${line.said}`;
    if (said.length > MAX_CHARS) return -1;
    if (!QUESTION_MARK.test(line.said)) {
      const following = lines[i + 1];
      if (endsStatement(line.said) || following === undefined || !isWrapped(line, following, width))
        return -1;
      continue;
    }
    const next = lines[i + 1];
    const goesOn = next !== undefined && !lines[at]?.isAfterGap && isWrapped(line, next, width);
    return goesOn || SENTENCE_END.test(said) ? -1 : i;
  }
  return -1;
}
