import { ProtocolError } from "@muniment/protocol";

export interface FetchOptions {
  /** Bytes that are read at most. */
  readonly limit: number;
  /** Milliseconds until it is given up. */
  readonly timeout: number;
}

/**
 * The body at an address, bounded in size and time.
 * @returns Undefined when the server says that there is none (404).
 * @throws ARCHIVE_ANSWER_INVALID for another status or too long a body; what fetch throws
 */
export async function fetchBounded(
  url: string,
  { limit, timeout }: FetchOptions,
): Promise<Uint8Array | undefined> {
  const response = await fetch(url, { signal: AbortSignal.timeout(timeout), redirect: "error" });
  if (response.status === 404) return undefined;
  if (!response.ok) throw refuse(url, `it answers ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  const body: AsyncIterable<Uint8Array> | null = response.body;
  for await (const part of body ?? []) {
    size += part.length;
    if (size > limit) throw refuse(url, `its answer is longer than ${limit} bytes`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function refuse(archive: string, problem: string): ProtocolError {
  return new ProtocolError("ARCHIVE_ANSWER_INVALID", { archive, problem });
}
