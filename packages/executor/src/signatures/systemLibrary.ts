import { foreignFunctions } from "../native/foreignFunctions.js";
import type { ForeignFunctions } from "../native/foreignFunctions.js";
import type { SignatureLibrary } from "./SignatureLibrary.js";

/** Names under which libsecp256k1 is installed; the number counts changes of its interface, not of these functions. */
const names = [
  ...["libsecp256k1.so.6", "libsecp256k1.so.5", "libsecp256k1.so.2", "libsecp256k1.so.1", "libsecp256k1.so"],
  ...["libsecp256k1.dylib", "libsecp256k1-6.dll"],
];
/** SECP256K1_CONTEXT_NONE, and SECP256K1_CONTEXT_VERIFY before release 0.2, which needs it. */
const contextFlags = (1 << 0) | (1 << 8);
/** SECP256K1_EC_UNCOMPRESSED. */
const uncompressed = 1 << 1;

/**
 * Recovery by the operating system's libsecp256k1, which is often newer and faster than npm's. It is called through
 * koffi.
 * @param path The library file, when it is not where the system looks.
 * @returns Undefined where koffi or the library is missing.
 */
export function systemLibrary(path?: string): SignatureLibrary | undefined {
  const foreign = foreignFunctions();
  if (foreign === undefined) return undefined;
  for (const name of path === undefined ? names : [path]) {
    const library = bind(foreign, name);
    if (library !== undefined) return library;
  }
  return undefined;
}

function bind(foreign: ForeignFunctions, name: string): SignatureLibrary | undefined {
  try {
    const library = foreign.load(name);
    const create = library.func("void *secp256k1_context_create(unsigned int flags)");
    const parse = library.func(
      "int secp256k1_ecdsa_recoverable_signature_parse_compact(void *, uint8_t *, uint8_t *, int)",
    );
    const recover = library.func("int secp256k1_ecdsa_recover(void *, uint8_t *, uint8_t *, uint8_t *)");
    const serialize = library.func(
      "int secp256k1_ec_pubkey_serialize(void *, uint8_t *, size_t *, uint8_t *, unsigned int)",
    );
    const context = create(contextFlags);
    const parsed = new Uint8Array(65);
    const key = new Uint8Array(64);
    const size = new BigUint64Array(1);
    return {
      name: "system",
      recover: (hash, signature, recoveryId, publicKey) => {
        if (parse(context, parsed, signature, recoveryId) !== 1) return false;
        if (recover(context, key, parsed, hash) !== 1) return false;
        size[0] = 65n;
        return serialize(context, publicKey, size, key, uncompressed) === 1;
      },
    };
  } catch {
    return undefined;
  }
}
