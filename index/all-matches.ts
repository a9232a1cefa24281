/**
 * All matches of a global expression, in order. The same as `matchAll` finds, which makes an expression anew for each text: of
 * many short texts that is most of the time. They are found before any is looked at, so that no two searches share a place.
 */
export function allMatches(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === '') pattern.lastIndex += 1;
  }
  return found;
}
