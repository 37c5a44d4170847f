import { secp256k1 } from "@noble/curves/secp256k1.js";
import { fromHex, keccak256, ProtocolError, toHex } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import type { ChainBlock } from "../chain/ChainBlock.js";
import type { ChainStore } from "../chain/ChainStore.js";
import { receiptsDigest } from "@muniment/protocol";
import type { ReceiptsDomain, ReceiptsStatement } from "@muniment/protocol";
import { SignatureJournal } from "./SignatureJournal.js";
import type { JournalEntry } from "./SignatureJournal.js";

export interface BlockSignerOptions {
  /** Where the journal lies: beside the lane's log. */
  readonly directory: string;
  readonly lane: number;
  readonly epoch: bigint;
  readonly domain: ReceiptsDomain;
  /** The sequencer's private key, 32 bytes. */
  readonly key: Hex;
}

/** A statement and the signature under it: r, s, v, 65 bytes. */
export interface SignedStatement extends ReceiptsStatement {
  readonly signature: Hex;
}

interface Waiting {
  readonly block: ChainBlock;
  readonly resolve: (statement: SignedStatement) => void;
  readonly reject: (error: unknown) => void;
}

const keptSignatures = 1_024;

/** Signs each block once (NODE-14). What is signed stands in the journal before, and what stands there is signed alike. */
export class BlockSigner {
  readonly address: Hex;
  readonly #options: BlockSignerOptions;
  readonly #key: Uint8Array;
  readonly #journal: SignatureJournal;
  readonly #signed = new Map<Hex, Promise<SignedStatement>>();
  #waiting: Waiting[] = [];
  #running: Promise<void> | undefined;

  private constructor(options: BlockSignerOptions, journal: SignatureJournal) {
    this.#options = options;
    this.#key = fromHex(options.key, 32);
    this.#journal = journal;
    this.address = addressOf(this.#key);
  }

  /** @throws SIGNATURE_JOURNAL_INVALID */
  static async open(options: BlockSignerOptions): Promise<BlockSigner> {
    const journal = await SignatureJournal.open(options.directory, options.lane, options.epoch);
    return new BlockSigner(options, journal);
  }

  /**
   * The signed statement on a block, which is on disk. Blocks come in ascending order when they are new.
   * @throws SEQUENCER_WOULD_EQUIVOCATE, SIGNATURE_JOURNAL_INVALID
   */
  async statementOf(block: ChainBlock): Promise<SignedStatement> {
    const known = this.#signed.get(block.hash);
    if (known !== undefined) return known;
    const statement = new Promise<SignedStatement>((resolve, reject) => {
      this.#waiting.push({ block, resolve, reject });
    });
    this.#signed.set(block.hash, statement);
    const [oldest] = this.#signed.keys();
    if (oldest !== undefined && this.#signed.size > keptSignatures) this.#signed.delete(oldest);
    this.#running ??= this.#run();
    return statement;
  }

  /** Puts blocks into the journal that came onto the disk before a stop and not into it; ascending. */
  async catchUp(chain: Pick<ChainStore, "first" | "latest" | "byNumber">): Promise<void> {
    const { last } = this.#journal;
    const from = last < chain.first ? chain.first : last + 1n;
    for (let number = from; number <= chain.latest.header.number;) {
      const blocks: ChainBlock[] = [];
      for (; blocks.length < keptSignatures && number <= chain.latest.header.number; number++) {
        const block = chain.byNumber(number);
        if (block !== undefined) blocks.push(block);
      }
      await this.#journal.append(blocks.map(entryOf));
    }
  }

  async close(): Promise<void> {
    await this.#running;
    await this.#journal.close();
  }

  async #run(): Promise<void> {
    while (this.#waiting.length > 0) {
      const blocks = this.#waiting.splice(0);
      await this.#journalled(blocks).catch((error: unknown) => {
        for (const { block, reject } of blocks) {
          this.#signed.delete(block.hash);
          reject(error);
        }
      });
    }
    this.#running = undefined;
  }

  /** Writes what is new into the journal, with one sync for all that wait, and signs. */
  async #journalled(waiting: readonly Waiting[]): Promise<void> {
    const ascending = [...waiting].sort((a, b) => (a.block.header.number < b.block.header.number ? -1 : 1));
    const fresh = ascending.filter(({ block }) => block.header.number > this.#journal.last);
    if (fresh.length > 0) await this.#journal.append(fresh.map(({ block }) => entryOf(block)));
    for (const { block, resolve, reject } of ascending) {
      try {
        await this.#check(block);
        resolve(this.#sign(block));
      } catch (error) {
        this.#signed.delete(block.hash);
        reject(error);
      }
    }
  }

  /** Compares a block with what stands in the journal. */
  async #check({ header: { number }, hash: actual }: ChainBlock): Promise<void> {
    const entry = await this.#journal.find(number);
    const signed = entry === undefined ? "nothing" : toHex(entry.blockHash);
    const { lane, epoch } = this.#options;
    if (signed !== actual)
      throw new ProtocolError("SEQUENCER_WOULD_EQUIVOCATE", { number, lane, epoch, signed, actual });
  }

  #sign({ header, hash: blockHash }: ChainBlock): SignedStatement {
    const { lane, epoch, domain } = this.#options;
    const { number, receiptsRoot } = header;
    const statement = { lane, epoch, number, blockHash, receiptsRoot };
    const digest = fromHex(receiptsDigest(domain, statement));
    const [recovery, ...rs] = secp256k1.sign(digest, this.#key, { prehash: false, format: "recovered" });
    const signature = toHex(Uint8Array.of(...rs, 27 + (recovery as number)));
    return { ...statement, signature };
  }
}

function entryOf({ header: { number, receiptsRoot }, hash }: ChainBlock): JournalEntry {
  return { number, blockHash: fromHex(hash), receiptsRoot: fromHex(receiptsRoot) };
}

function addressOf(key: Uint8Array): Hex {
  const point = secp256k1.getPublicKey(key, false);
  return `0x${keccak256(point.subarray(1)).slice(-40)}`;
}
