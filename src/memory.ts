/** Memory of a process, by the system's count and by that of its JavaScript heap. */
export type MemoryUse = { readonly rssBytes: number; readonly heapBytes: number };

/** What this process uses now. */
export function memoryUse(): MemoryUse {
  const { rss, heapUsed } = process.memoryUsage();
  return { rssBytes: rss, heapBytes: heapUsed };
}
