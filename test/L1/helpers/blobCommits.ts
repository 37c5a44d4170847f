import { readFileSync } from "node:fs";
import { Transaction, Wallet, hexlify, keccak256, parseEther } from "ethers";
import type { BatchHeader } from "@muniment/protocol";
import { commitArguments } from "./batches.js";
import { blobOf } from "./blobOf.js";
import type { L1 } from "./deployL1.js";

/** What goes with a blob. */
export interface Sidecar {
  readonly text: string;
  readonly commitment: string;
  readonly proof: string;
  readonly versionedHash: string;
}

const path = new URL("blobs.json", import.meta.url);

/** The blob of a batch of one, and both blobs of a batch of two. */
export const sidecars = JSON.parse(readFileSync(path, "utf8")) as [Sidecar, Sidecar, Sidecar];

/** A committer that signs transactions itself, with a bond for three batches. */
export async function nameSigningCommitter(l1: L1): Promise<void> {
  const { rollup, actors } = l1;
  const wallet = walletOn(l1);
  await actors.deployer.sendTransaction({ to: wallet.address, value: parseEther("10") });
  await rollup.connect(actors.operator).grantRole(await rollup.COMMITTER_ROLE(), wallet.address);
  await rollup.connect(wallet).depositBond({ value: parseEther("3") });
}

/** Sends a commit that carries blobs, from the committer of `nameSigningCommitter`. */
export async function commitWithBlobs(
  l1: L1,
  header: BatchHeader,
  parent: BatchHeader,
  carried: readonly Sidecar[],
) {
  const wallet = walletOn(l1);
  const { to, data } = await l1.rollup.commitBatch.populateTransaction(...commitArguments(header, parent));
  const transaction = Transaction.from({
    to,
    data,
    type: 3,
    chainId: 31_337n,
    nonce: await wallet.getNonce(),
    gasLimit: 1_000_000n,
    maxFeePerGas: 100n * 10n ** 9n,
    maxPriorityFeePerGas: 1n,
    maxFeePerBlobGas: 10n ** 10n,
    blobVersionedHashes: carried.map(({ versionedHash }) => versionedHash),
    blobs: carried.map(({ text, commitment, proof }) => ({ data: hexlify(blobOf(text)), commitment, proof })),
  });
  transaction.signature = wallet.signingKey.sign(transaction.unsignedHash);
  return l1.connection.ethers.provider.broadcastTransaction(transaction.serialized);
}

const walletOn = ({ connection }: L1): Wallet => new Wallet(keccak256("0x01"), connection.ethers.provider);
