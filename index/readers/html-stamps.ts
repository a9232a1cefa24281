import { isStamp } from './furniture.ts';
import type { MainContent } from './html-main.ts';
import type { Shown } from './html-shown.ts';
import { isBlock, isElement, type Parent, walk } from './html-tree.ts';

/** More are a list of news. */
const MAX_STAMPS = 4;
/** What parts the notices of a line: "© 2024 Town Hall | Last updated: 3 March 2024". */
const SEPARATOR = /\s*[|｜·•]\s*/u;

/**
 * When a page was published or changed, as far as it says so around its content: in its header, its footer, a bar beside it. All
 * else that stands there is the same on every page of the site.
 */
export function findStampsAround(page: Parent, { root, belongingOf }: MainContent, shown: Shown): string[] {
  const stamps = new Set<string>();
  let line = '';
  let isInRoot = root === page;
  let site = 0;
  const end = (): void => {
    for (const notice of line.replace(/\s+/g, ' ').trim().split(SEPARATOR))
      if (isStamp(notice)) stamps.add(notice);
    line = '';
  };
  for (const { node, opens } of walk(page, (element) => shown.isShown(element))) {
    if (isElement(node)) {
      if (isBlock(node) || node.tagName === 'br') end();
      if (node === root) isInRoot = opens;
      else if (belongingOf(node) === 'site') site += opens ? 1 : -1;
    } else if ('value' in node && (!isInRoot || site > 0)) line += node.value;
  }
  end();
  return [...stamps].slice(0, MAX_STAMPS);
}
