import { fromHex, ProtocolError } from "@muniment/protocol";
import { nativeLibrary } from "./nativeLibrary.js";
import { nobleLibrary } from "./nobleLibrary.js";
import type { SignatureLibrary, SignatureLibraryName } from "./SignatureLibrary.js";
import { systemLibrary } from "./systemLibrary.js";

/** How the library is chosen. */
export interface RecoveryLibraryOptions {
  /** Takes this one and no other. */
  readonly library?: SignatureLibraryName | undefined;
  /** File of the operating system's libsecp256k1, when it is not where the system looks. */
  readonly systemLibraryPath?: string | undefined;
}

const preference: readonly SignatureLibraryName[] = ["system", "native", "noble"];

/** What the key 0x11…11 signed: a library that does not find the key again is not what it claims to be. */
const trial = {
  hash: fromHex(`0x${"22".repeat(32)}`),
  signature: fromHex(
    "0xcfd18ee918d6729134adbc61212142cf71fcf186dfc3123cfca8f7062e0fad5a703cc467d9857349ddb6e148bd1663f5050f3f6b9d788d64349c357f14eb4a5f",
  ),
  publicKey: fromHex(
    "0x044f355bdcb7cc0af728ef3cceb9615d90684bb5b2ca5f859ab0f0b704075871aa385b6b1b8ead809ca67454d9683fcf2ba03456d6fe2c4abe2b07f0fbdbb2f1c1",
  ),
};

/**
 * The library that recovers signatures: the operating system's, else npm's native one, else JavaScript, the first that
 * is there and passes a trial.
 * @throws RECOVERY_LIBRARY_MISSING when the one that was asked for is not there.
 * @example recoveryLibrary().name; // "native"
 */
export function recoveryLibrary(options: RecoveryLibraryOptions = {}): SignatureLibrary {
  for (const name of options.library === undefined ? preference : [options.library]) {
    const library = load(name, options.systemLibraryPath);
    if (library !== undefined && passesTrial(library)) return library;
  }
  throw new ProtocolError("RECOVERY_LIBRARY_MISSING", { library: options.library ?? preference.join(", ") });
}

function load(name: SignatureLibraryName, systemLibraryPath?: string): SignatureLibrary | undefined {
  if (name === "system") return systemLibrary(systemLibraryPath);
  return name === "native" ? nativeLibrary() : nobleLibrary;
}

function passesTrial({ recover }: SignatureLibrary): boolean {
  const publicKey = new Uint8Array(65);
  const found = recover(trial.hash, trial.signature, 0, publicKey);
  return found && publicKey.every((byte, index) => byte === trial.publicKey[index]);
}
