import { checkData } from "@muniment/derivation";
import type { L1Client } from "@muniment/derivation";
import { LaneReplica } from "@muniment/executor";
import type { ReplicaGenesis } from "@muniment/executor";
import { batchDigest, ProtocolError } from "@muniment/protocol";
import type { Hex } from "@muniment/protocol";
import { Wallet } from "ethers";
import { attesterRegistry } from "./attesterRegistry.js";
import type { BatchAttestation } from "./BatchAttestation.js";
import { batchDomain, batchTypes } from "./batchDomain.js";
import type { Enclave, EnclaveBatch } from "./Enclave.js";

/** What an enclave is built with; nothing of it comes from the host later. */
export interface SimulatedEnclaveOptions {
  /** The private key; of development, for it lies in the host's memory. */
  readonly key: Hex;
  /** Address of the registry that the key is registered in, as SIMULATED. */
  readonly registry: Hex;
  /** Address of the queue on L1. */
  readonly queue: Hex;
  /** The lane's chain on L2. */
  readonly chainId: number;
  readonly genesis: ReplicaGenesis;
}

/**
 * Does what an attester's enclave does, without one: whoever runs it can take the key and sign anything. It re-executes
 * each batch from its own state and signs only when every output is equal. It does not start where production is.
 */
export class SimulatedEnclave implements Enclave {
  readonly address: Hex;
  readonly isSimulated = true;
  readonly #wallet: Wallet;
  readonly #options: SimulatedEnclaveOptions;
  readonly #replica: LaneReplica;

  private constructor(options: SimulatedEnclaveOptions) {
    this.#options = options;
    this.#wallet = new Wallet(options.key);
    this.address = this.#wallet.address.toLowerCase() as Hex;
    this.#replica = new LaneReplica(options.genesis);
  }

  /**
   * Starts one, unless the registry is for production or has the key as a real enclave's.
   * @throws ENCLAVE_SIMULATED_REFUSED, L1_UNAVAILABLE, L1_ANSWER_INVALID
   */
  static async start(
    options: SimulatedEnclaveOptions,
    { l1 }: { readonly l1: L1Client },
  ): Promise<SimulatedEnclave> {
    const enclave = new SimulatedEnclave(options);
    const registry = attesterRegistry(options.registry, l1);
    if (await registry.isProduction()) refuse("the registry is for production");
    if (!(await registry.isSimulated(enclave.address))) {
      refuse(`the key ${enclave.address} is not registered as SIMULATED`);
    }
    return enclave;
  }

  /** @throws BATCH_OUTPUT_WRONG, BATCH_INPUT_INCONSISTENT, BATCH_DATA_WRONG, and what else checkBatch throws */
  async attest({ input: { header, items }, source }: EnclaveBatch): Promise<BatchAttestation> {
    const { queue, chainId, registry } = this.#options;
    const parent = this.#replica.header;
    this.#replica.follow({ header, parent, data: checkData(header, source), items, queue, chainId });
    const digest = batchDigest(header);
    const domain = batchDomain(header.l1ChainId, registry);
    const signature = (await this.#wallet.signTypedData(domain, batchTypes, { digest })) as Hex;
    const { lane, index } = header;
    return { lane, index, digest, signer: this.address, signature, isSimulated: true };
  }

  /** @throws BATCH_NOT_HELD */
  undoTo(index: bigint): void {
    this.#replica.undoTo(index);
  }
}

function refuse(problem: string): never {
  throw new ProtocolError("ENCLAVE_SIMULATED_REFUSED", { problem });
}
