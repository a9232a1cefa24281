declare module 'html-encoding-sniffer' {
  /** Name of the encoding that the page's byte order mark or `meta` element gives, else `defaultEncoding`. */
  export default function sniffEncoding(bytes: Uint8Array, options: { defaultEncoding: string }): string;
}
