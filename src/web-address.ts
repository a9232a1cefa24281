/** The address as a browser opens it; `null` if it opens none, or a longer one than there is room for. */
export function webAddress(address: string | null, maxChars: number): string | null {
  const url = address === null ? null : URL.parse(address);
  if (url === null || !/^https?:$/.test(url.protocol) || url.href.length > maxChars) return null;
  return url.href;
}
