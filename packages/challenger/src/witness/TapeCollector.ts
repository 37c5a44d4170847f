import type { MachineState, StepEvent, StepRecorder } from "@muniment/executor";
import { codePagesOf, encodeStateProof, joinWords, pageSize, zeroHash } from "@muniment/protocol";
import { type LazyBytes, listPages, openingOf, pagesOpening } from "./openings.js";
import { numberBytes } from "./numberBytes.js";
import { topOfStack } from "./topOfStack.js";

type Event<Kind extends StepEvent["kind"]> = Extract<StepEvent, { readonly kind: Kind }>;
type Frame = NonNullable<MachineState["frame"]>;

/** What a collector of a tape starts with. */
export interface TapeStart {
  /** The state before the step. */
  readonly state: Readonly<MachineState>;
  /** Put before all that the machine asks for. */
  readonly head: readonly Uint8Array[];
  /** Bytes that stand behind the stack's words. */
  readonly afterStack?: readonly Uint8Array[];
  /** Whether the memory is opened behind the stack's words; otherwise it is where it is written. */
  readonly opensMemory?: boolean;
  /** Whether bytes that are read are shown whole; otherwise an opening of their pages is. */
  readonly showsWhole?: boolean;
}

/**
 * Collects a witness that is read like a tape (contracts/L1/dispute/machine/WitnessTape.sol): what one step of the machine
 * asks for, in the order in which it does.
 */
export class TapeCollector implements StepRecorder {
  readonly #start: TapeStart;
  readonly #frame: Frame | undefined;
  readonly #parts: LazyBytes[];
  /** Pages of the memory that are shown. */
  readonly #shown = new Set<number>();

  constructor(start: TapeStart) {
    const { frame } = start.state;
    this.#start = start;
    this.#frame = frame && { ...frame };
    this.#parts = [...start.head];
  }

  note(event: StepEvent): void {
    switch (event.kind) {
      case "read":
        this.#addProof(encodeStateProof(event.tree.prove(event.key)));
        break;
      case "write":
        // Only a removal needs to know what stands beside the leaf.
        this.#addProof(encodeStateProof(event.tree.prove(event.key, event.valueHash === zeroHash)));
        break;
      case "account": {
        const { nonce, balance, codeHash } = event.account;
        this.#parts.push(numberBytes(nonce, 8), numberBytes(balance, 32), numberBytes(BigInt(codeHash), 32));
        break;
      }
      case "code":
        this.#parts.push(numberBytes(event.code.length, 3), event.code);
        break;
      case "instruction":
        this.#addInstruction(event);
        break;
      case "stack":
        this.#addStack(event);
        break;
      case "pages":
        this.#addPages(event);
        break;
      case "list":
        this.#parts.push(joinWords([event.before, event.word]));
        break;
      case "data":
      case "item":
      case "receipt":
        // BatchCollector's.
        break;
    }
  }

  /** The witness, when the step is made. */
  witness(): Uint8Array[] {
    return this.#parts.flatMap((part) => (part instanceof Uint8Array ? [part] : part()));
  }

  #addProof(proof: Uint8Array): void {
    this.#parts.push(numberBytes(proof.length, 2), proof);
  }

  #addInstruction({ offset }: Event<"instruction">): void {
    const code = this.#frame?.code?.bytes;
    if (code === undefined || offset >= code.length) return;
    this.#parts.push(() => pagesOpening(codePagesOf(code), new Set([Math.floor(offset / pageSize)])));
  }

  #addStack({ depth }: Event<"stack">): void {
    const { afterStack = [], opensMemory = false } = this.#start;
    this.#parts.push(topOfStack(this.#frame?.stack, depth), ...afterStack);
    if (opensMemory) this.#openMemory();
  }

  #openMemory(): void {
    const memory = this.#frame?.memory;
    if (memory !== undefined) this.#parts.push(() => pagesOpening(listPages(memory), this.#shown));
  }

  #addPages({ pages, offset, size, isWrite }: Event<"pages">): void {
    if (size === 0) return;
    if (!isWrite) {
      const isWhole = this.#start.showsWhole === true;
      this.#parts.push(isWhole ? pages.read(0, pages.size) : openingOf(pages, offset, size));
      return;
    }
    // A page that is written whole need not be shown, nor one that the step has made.
    const count = Math.ceil((this.#frame?.memory.size ?? 0) / pageSize);
    for (const edge of [offset, offset + size]) {
      const page = Math.floor(edge / pageSize);
      if (edge % pageSize !== 0 && page < count) this.#shown.add(page);
    }
    if (this.#start.opensMemory !== true) this.#openMemory();
  }
}
