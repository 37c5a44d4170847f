import { DirectoryLock } from "@muniment/executor";
import { isProtocolError, ProtocolError } from "@muniment/protocol";

/**
 * Keeps other processes off a wallet's file, by a folder beside it; one of a process that has ended, in whatever way, is
 * taken over.
 * @returns What lets them in again.
 * @throws SETTLEMENT_WALLET_LOCKED when a process that runs works with the wallet
 */
export function lockWallet(path: string): () => void {
  try {
    const lock = DirectoryLock.acquire(`${path}.lock`);
    return () => lock.release();
  } catch (cause) {
    if (!isProtocolError(cause) || cause.code !== "LOG_LOCKED") throw cause;
    const { pid = 0, file = "" } = cause.context;
    throw new ProtocolError("SETTLEMENT_WALLET_LOCKED", { path, pid, file }, { cause });
  }
}
