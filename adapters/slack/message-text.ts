/** What of a message is read: of people's, apps' and shared ones alike. */
export type Readable = {
  readonly text?: string | undefined;
  readonly bot_id?: string | undefined;
  readonly blocks?: unknown;
  readonly attachments?: unknown;
};

/** Blocks, elements and attachments nest in many ways; whatever holds no words is passed over. */
type Node = Readonly<Record<string, unknown>>;

/** Deeper than any message is laid out. */
const MAX_DEPTH = 10;

/**
 * The words of a message, in Slack's markup. Apps say what they show in blocks and attachments, and for notifications, if at
 * all, something shorter.
 */
export function wordsOf({ text = '', bot_id, blocks, attachments }: Readable): string {
  const shown = [...wordsIn(blocks), ...nodesIn(attachments).flatMap(wordsOfAttachment)].join('\n');
  return text.trim() === '' || (bot_id !== undefined && shown !== '') ? shown : text;
}

/** The messages that one shares from elsewhere, by forwarding or by a link that Slack has unfurled. */
export function sharedIn({ attachments }: Readable): string[] {
  return nodesIn(attachments)
    .filter(({ is_share, is_msg_unfurl }) => is_share === true || is_msg_unfurl === true)
    .map((attachment) => wordsOfAttachment(attachment).join('\n'))
    .filter((words) => words.trim() !== '');
}

function wordsOfAttachment(attachment: Node): string[] {
  const { pretext, title, text, fields, blocks, message_blocks, fallback } = attachment;
  const inBlocks = [
    ...wordsIn(blocks),
    ...nodesIn(message_blocks).flatMap(({ message }) => (isNode(message) ? wordsIn(message.blocks) : [])),
  ];
  const said = [pretext, title, text].filter(isText);
  const values = nodesIn(fields).flatMap((field) => [field.title, field.value].filter(isText));
  const words = [...(said.length > 0 ? said : inBlocks), ...values];
  return words.length > 0 ? words : [fallback].filter(isText);
}

/** One text for each block that has words. */
function wordsIn(blocks: unknown): string[] {
  return nodesIn(blocks)
    .map((block) => wordsOfNode(block, 0))
    .filter((words) => words.trim() !== '');
}

function wordsOfNode(node: Node, depth: number): string {
  const { type, text, elements, fields, name, url, user_id } = node;
  if (depth > MAX_DEPTH || type === 'actions') return '';
  const inner = [...nodesIn(elements), ...nodesIn(fields)].map((each) => wordsOfNode(each, depth + 1));
  const own = isText(text) ? text : isNode(text) && isText(text.text) ? text.text : '';
  switch (type) {
    case 'user':
      return `<@${String(user_id)}>`;
    case 'emoji':
      return `:${String(name)}:`;
    case 'link':
      return `<${String(url)}${own === '' ? '' : `|${own}`}>`;
    case 'rich_text_quote':
      return `\n> ${inner.join('').replaceAll('\n', '\n> ')}\n`;
    case 'rich_text_preformatted':
      return `\n\`\`\`\n${inner.join('')}\n\`\`\`\n`;
    case 'rich_text_section':
      return inner.join('');
    case 'text':
      return isNode(node.style) && node.style.code === true ? `\`${own}\`` : own;
    default:
      return [own, ...inner].filter((words) => words !== '').join('\n');
  }
}

function nodesIn(value: unknown): Node[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '';
}
