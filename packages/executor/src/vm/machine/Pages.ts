import { fromHex, keccak256, pageSize } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";

interface Page {
  /** 1,024, never changed. */
  readonly bytes: Uint8Array;
  hash?: Uint8Array;
}

const zeros: Page = { bytes: new Uint8Array(pageSize) };

/** Bytes that never change, in pages: what is written gives new pages, which share with the old ones what is the same. */
export class Pages {
  static readonly none = new Pages([], 0);

  readonly size: number;
  readonly #pages: readonly Page[];
  #commitment: Hex | undefined;

  private constructor(pages: readonly Page[], size: number) {
    this.#pages = pages;
    this.size = size;
  }

  static of(bytes: Uint8Array): Pages {
    return Pages.none.grownTo(bytes.length).with(0, bytes);
  }

  /** What the pages commit to (spec/dispute.md, DISPUTE-20). */
  commitment(): Hex {
    this.#commitment ??= keccak256(
      ...this.#pages.map((page) => (page.hash ??= fromHex(keccak256(page.bytes), 32))),
    );
    return this.#commitment;
  }

  /** The bytes of a page; not to be changed. */
  page(index: number): Uint8Array {
    return (this.#pages[index] ?? zeros).bytes;
  }

  byte(offset: number): number {
    return this.page(Math.floor(offset / pageSize))[offset % pageSize] as number;
  }

  /** A copy of bytes, zeros beyond the end. */
  read(offset: number, size: number): Uint8Array {
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size;) {
      const from = (offset + at) % pageSize;
      const part = this.page(Math.floor((offset + at) / pageSize)).subarray(from, from + size - at);
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** As many bytes more as are wanted, zeros. */
  grownTo(size: number): Pages {
    if (size <= this.size) return this;
    const count = Math.ceil(size / pageSize);
    return new Pages([...this.#pages, ...Array<Page>(count - this.#pages.length).fill(zeros)], size);
  }

  /** With other bytes in a place that lies within the size. */
  with(offset: number, bytes: Uint8Array): Pages {
    if (bytes.length === 0) return this;
    const pages = [...this.#pages];
    for (let at = 0; at < bytes.length;) {
      const index = Math.floor((offset + at) / pageSize);
      const from = (offset + at) % pageSize;
      const part = bytes.subarray(at, at + pageSize - from);
      const changed = this.page(index).slice();
      changed.set(part, from);
      pages[index] = { bytes: changed };
      at += part.length;
    }
    return new Pages(pages, this.size);
  }

  /** With more bytes behind the last. */
  append(bytes: Uint8Array): Pages {
    return this.grownTo(this.size + bytes.length).with(this.size, bytes);
  }
}
