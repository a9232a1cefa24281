import { ComponentType } from 'discord.js';
import { type Component, componentsIn } from './discord-components.ts';
import { type Mark, parseMarkdown } from './discord-markdown.ts';

/** What of a message is looked at here, sent or received. */
export type Shown = {
  readonly content?: string | null | undefined;
  readonly components?: readonly unknown[] | null | undefined;
  readonly embeds?: readonly object[] | null | undefined;
};

/** Everything a reader sees of a message, line by line; pictures and what is hidden as signs no document has. */
export function shownBy(message: Shown): string {
  return [
    ...(message.content ? [shownOf(message.content)] : []),
    ...embedTexts(message).map(shownOf),
    ...(message.components ?? []).flatMap((component) => linesOf(component as Component)),
  ].join('\n');
}

/** The same of one text in Discord's markdown. */
export function shownOf(markdown: string): string {
  return flat(parseMarkdown(sane(markdown).trim())).trim();
}

/** Texts of a message as they are sent, in markdown. */
export function textsOf(message: Shown): string[] {
  return [
    ...(message.content ? [message.content] : []),
    ...embedTexts(message),
    ...componentsIn(message.components ?? []).flatMap(([, { type, content }]) =>
      type === ComponentType.TextDisplay ? [String(content)] : [],
    ),
  ];
}

/** What a reader sees of block quotes and blocks of code, in order. */
export function quotesIn(message: Shown): string[] {
  return marksOf(message, 'quote', 'fence').map((mark) => flat([mark]).trim());
}

/** What of it is bold, in quotes or everywhere. */
export function boldIn(message: Shown, within: 'quote' | 'message' = 'quote'): string[] {
  const outer = within === 'quote' ? marksOf(message, 'quote') : marksOf(message);
  return find(outer, ['bold']).map((mark) => flat([mark]));
}

/** Where one can go by clicking on words: the words and the address. */
export function linksIn(message: Shown): { readonly text: string; readonly url: string }[] {
  return marksOf(message, 'masked', 'link').map((mark) => ({
    text: flat([mark]),
    url: mark.type === 'masked' ? mark.url : flat([mark]),
  }));
}

/** Pictures, mentions, times and hidden text: what no quoted document means. */
export function surprisesIn(message: Shown): Mark[] {
  return marksOf(message, 'emoji', 'mention', 'time', 'spoiler');
}

function marksOf(message: Shown, ...types: readonly Mark['type'][]): Mark[] {
  const marks = textsOf(message).flatMap((text) => parseMarkdown(sane(text).trim()));
  return types.length === 0 ? marks : find(marks, types);
}

function find(marks: readonly Mark[], types: readonly Mark['type'][]): Mark[] {
  return marks.flatMap((mark) => {
    if (types.includes(mark.type)) return [mark];
    return 'inner' in mark ? find(mark.inner, types) : [];
  });
}

function flat(marks: readonly Mark[]): string {
  let text = '';
  const block = (content: string) => {
    text += `${text === '' || text.endsWith('\n') ? '' : '\n'}${content}\n`;
  };
  for (const [at, mark] of marks.entries()) {
    switch (mark.type) {
      case 'spoiler':
        text += '█'.repeat([...flat(mark.inner)].length);
        break;
      case 'emoji':
        text += '🖼';
        break;
      case 'mention':
        text += mark.text.startsWith('@') && !/\d/.test(mark.text) ? mark.text : `⟦${mark.text}⟧`;
        break;
      case 'time':
        text += `⟦time ${mark.text}⟧`;
        break;
      case 'item':
        block(`${'  '.repeat(mark.depth)}${mark.bullet} ${flat(mark.inner).trimEnd()}`);
        break;
      case 'quote':
      case 'heading':
      case 'subtext':
        block(flat(mark.inner).replace(/\n$/, ''));
        break;
      case 'fence':
        block(mark.text);
        break;
      case 'text':
        // The end of a line that a block of code ends is no line of its own.
        text += marks[at - 1]?.type === 'fence' ? mark.text.replace(/^\n/, '') : mark.text;
        break;
      default:
        text += 'inner' in mark ? flat(mark.inner) : mark.text;
    }
  }
  return text;
}

/** What there is to see of a text at best: control characters are not. */
function sane(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(/[^\P{Cc}\t\n]/gu, '');
}

function embedTexts({ embeds }: Shown): string[] {
  return ((embeds ?? []) as Embed[]).flatMap(({ title, description, fields = [], footer }) =>
    [title, description, ...fields.flatMap(({ name, value }) => [name, value]), footer?.text].filter(
      (text) => text !== undefined,
    ),
  );
}

type Embed = {
  readonly title?: string;
  readonly description?: string;
  readonly fields?: readonly { readonly name: string; readonly value: string }[];
  readonly footer?: { readonly text: string };
};

function linesOf(component: Component): string[] {
  const { type, components = [], accessory, content } = component;
  switch (type) {
    case ComponentType.TextDisplay:
      return [shownOf(String(content))];
    case ComponentType.ActionRow:
      return [components.map(labelOf).join(' | ')];
    case ComponentType.Container:
    case ComponentType.Section:
      return [...components.flatMap(linesOf), ...(accessory === undefined ? [] : linesOf(accessory))];
    case ComponentType.Label: {
      const { label, description, component: input } = component as Component & { component: Component };
      return [label, description].filter((text) => typeof text === 'string').concat(linesOf(input));
    }
    case ComponentType.Separator:
      return [];
    default:
      return [labelOf(component)].filter((label) => label !== '');
  }
}

/** Labels are no markdown. */
function labelOf({ label, placeholder, options }: Component): string {
  const labels = ((options ?? []) as readonly { label: string }[]).map((option) => option.label);
  return [label ?? placeholder, ...labels].filter((text) => typeof text === 'string').join(' | ');
}
