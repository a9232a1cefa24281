/**
 * Rules for Block Kit from Slack's reference, https://docs.slack.dev/reference/block-kit; each function names its page.
 * What the adapter does not use is no known block here, and so not valid.
 */

type Json = Readonly<Record<string, unknown>>;

/** Measured: near 13,200 characters, or bytes, Slack answers `msg_blocks_too_long` (slackapi/bolt-js#2509, #2867). */
const MAX_MESSAGE_BYTES = 13_000;
/** `view_too_large`: https://docs.slack.dev/reference/methods/views.open */
const MAX_VIEW_BYTES = 250_000;

/** Faults of a message, none if Slack would take it. https://docs.slack.dev/reference/methods/chat.postMessage */
export function faultsOfMessage({
  text,
  blocks,
}: {
  readonly text: string;
  readonly blocks: readonly unknown[];
}): string[] {
  return [
    ...within('text', text, 1, 4_000),
    ...count('blocks', blocks, 1, 50),
    ...blocksFaults(blocks),
    ...(Buffer.byteLength(JSON.stringify(blocks)) > MAX_MESSAGE_BYTES ? ['msg_blocks_too_long'] : []),
    ...wellFormed({ text, blocks }),
  ];
}

/** The same of a view. https://docs.slack.dev/reference/views */
export function faultsOfView(view: unknown): string[] {
  const { type, title, submit, close, callback_id, private_metadata, blocks } = view as Json & {
    blocks: readonly Json[];
  };
  const hasInput = blocks.some((block) => block.type === 'input');
  return [
    ...(type === 'modal' ? plainText('title', title, 24) : []),
    ...(type === 'home' || type === 'modal' ? [] : [`view type ${type}`]),
    ...(submit === undefined ? [] : plainText('submit', submit, 24)),
    ...(close === undefined ? [] : plainText('close', close, 24)),
    ...(hasInput && type === 'modal' && submit === undefined ? ['input without submit'] : []),
    ...(callback_id === undefined ? [] : within('callback_id', callback_id, 1, 255)),
    ...(private_metadata === undefined ? [] : within('private_metadata', private_metadata, 0, 3_000)),
    ...count('blocks', blocks, 1, 100),
    ...blocksFaults(blocks),
    ...(Buffer.byteLength(JSON.stringify(view)) > MAX_VIEW_BYTES ? ['view_too_large'] : []),
    ...wellFormed(view),
  ];
}

function blocksFaults(blocks: readonly unknown[]): string[] {
  const ids = (blocks as Json[]).flatMap(({ block_id }) => (block_id === undefined ? [] : [block_id]));
  return [
    ...(new Set(ids).size < ids.length ? ['block_id twice'] : []),
    ...ids.flatMap((id) => within('block_id', id, 1, 255)),
    ...(blocks as Json[]).flatMap(blockFaults),
  ];
}

function blockFaults(block: Json): string[] {
  switch (block.type) {
    case 'rich_text': // …/blocks/rich-text-block
      return [
        ...only(block, 'type', 'block_id', 'elements'),
        ...count('rich_text', block.elements, 1, Number.POSITIVE_INFINITY),
        ...(block.elements as Json[]).flatMap(richFaults),
      ];
    case 'actions': // …/blocks/actions-block
      return [
        ...only(block, 'type', 'block_id', 'elements'),
        ...count('actions', block.elements, 1, 25),
        ...(block.elements as Json[]).flatMap(buttonFaults),
        ...twice((block.elements as Json[]).map(({ action_id }) => action_id)),
      ];
    case 'context': // …/blocks/context-block
      return [
        ...only(block, 'type', 'block_id', 'elements'),
        ...count('context', block.elements, 1, 10),
        ...(block.elements as Json[]).flatMap((element) => textObject('context', element, 3_000)),
      ];
    case 'header': // …/blocks/header-block
      return [...only(block, 'type', 'block_id', 'text'), ...plainText('header', block.text, 150)];
    case 'divider': // …/blocks/divider-block
      return only(block, 'type', 'block_id');
    case 'input': // …/blocks/input-block
      return [
        ...only(block, 'type', 'block_id', 'label', 'element', 'hint', 'optional', 'dispatch_action'),
        ...plainText('label', block.label, 2_000),
        ...(block.hint === undefined ? [] : plainText('hint', block.hint, 2_000)),
        ...radioFaults(block.element as Json),
      ];
    default:
      return [`unknown block ${block.type}`];
  }
}

/** …/block-elements/rich-text-section-element, -quote-, -preformatted- and -list-element */
function richFaults(element: Json): string[] {
  const { type, elements } = element;
  if (type === 'rich_text_list')
    return [
      ...only(element, 'type', 'elements', 'style', 'indent', 'border'),
      ...(element.style === 'bullet' || element.style === 'ordered' ? [] : [`list style ${element.style}`]),
      ...count('rich_text_list', elements, 1, Number.POSITIVE_INFINITY),
      ...(elements as Json[]).flatMap((item) =>
        item.type === 'rich_text_section' ? richFaults(item) : [`list item ${item.type}`],
      ),
    ];
  const known = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'];
  if (!known.includes(type as string)) return [`unknown rich text ${type}`];
  return [
    ...only(element, 'type', 'elements', 'border'),
    ...count(type as string, elements, 1, Number.POSITIVE_INFINITY),
    ...(elements as Json[]).flatMap((inline) => inlineFaults(inline, type === 'rich_text_preformatted')),
  ];
}

/** …/block-elements/text-element, link-element, emoji-element */
function inlineFaults(element: Json, isCode: boolean): string[] {
  switch (element.type) {
    case 'text':
      return [
        ...only(element, 'type', 'text', 'style'),
        ...within('text element', element.text, 1, 3_000),
        ...(isCode && element.style !== undefined ? ['style in a block of code'] : []),
      ];
    case 'link':
      return [
        ...only(element, 'type', 'url', 'text', 'style', 'unsafe'),
        ...within('url', element.url, 1, 3_000),
        ...(/^https?:\/\//.test(String(element.url)) ? [] : [`url ${element.url}`]),
        ...within('link text', element.text, 1, 3_000),
      ];
    case 'emoji':
      return [...only(element, 'type', 'name', 'unicode', 'style'), ...within('emoji', element.name, 1, 100)];
    default:
      return [`unknown element ${element.type}`];
  }
}

/** …/block-elements/button-element */
function buttonFaults(element: Json): string[] {
  if (element.type !== 'button') return [`unknown interactive element ${element.type}`];
  return [
    ...only(element, 'type', 'text', 'action_id', 'url', 'value', 'style', 'confirm', 'accessibility_label'),
    ...plainText('button', element.text, 75),
    ...within('action_id', element.action_id, 1, 255),
    ...within('value', element.value, 1, 2_000),
    ...(element.accessibility_label === undefined ? [] : within('label', element.accessibility_label, 1, 75)),
  ];
}

/** …/block-elements/radio-button-group-element and …/composition-objects/option-object */
function radioFaults(element: Json): string[] {
  if (element.type !== 'radio_buttons') return [`unknown input ${element.type}`];
  const options = element.options as Json[];
  return [
    ...only(element, 'type', 'action_id', 'options', 'initial_option', 'confirm', 'focus_on_load'),
    ...within('action_id', element.action_id, 1, 255),
    ...count('options', options, 1, 10),
    ...options.flatMap(({ text, value }) => [
      ...plainText('option', text, 75),
      ...within('value', value, 1, 150),
    ]),
  ];
}

/** …/composition-objects/text-object */
function textObject(name: string, object: unknown, most: number): string[] {
  const { type, text } = object as Json;
  if (type !== 'mrkdwn') return plainText(name, object, most);
  return [...only(object as Json, 'type', 'text', 'verbatim'), ...within(name, text, 1, most)];
}

function plainText(name: string, object: unknown, most: number): string[] {
  const { type, text } = (object ?? {}) as Json;
  if (type !== 'plain_text') return [`${name}: ${type} for plain_text`];
  return [...only(object as Json, 'type', 'text', 'emoji'), ...within(name, text, 1, most)];
}

function within(name: string, text: unknown, least: number, most: number): string[] {
  const isFine = typeof text === 'string' && text.length >= least && text.length <= most;
  return isFine ? [] : [`${name}: ${typeof text === 'string' ? `${text.length} characters` : typeof text}`];
}

function count(name: string, items: unknown, least: number, most: number): string[] {
  const isFine = Array.isArray(items) && items.length >= least && items.length <= most;
  return isFine ? [] : [`${name}: ${Array.isArray(items) ? `${items.length} items` : typeof items}`];
}

function only(object: Json, ...known: readonly string[]): string[] {
  return Object.keys(object)
    .filter((key) => !known.includes(key))
    .map((key) => `${object.type}: unknown field ${key}`);
}

function twice(ids: readonly unknown[]): string[] {
  return new Set(ids).size < ids.length ? ['action_id twice in a block'] : [];
}

/** Text that is no Unicode cannot be sent as JSON in UTF-8. */
function wellFormed(payload: unknown): string[] {
  return JSON.stringify(payload).includes('\\ud') ? ['lone surrogate'] : [];
}
