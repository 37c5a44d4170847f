import { bytes } from "./bytes.js";

export const bn254Points = {
  modulus: 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n,
  order: 0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n,
  g1: bytes(1n, 2n),
  infinity1: new Uint8Array(64),
  infinity2: new Uint8Array(128),
  /** The generator of the second group, EIP-197. */
  g2: bytes(
    ...[
      "198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2",
      "1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed",
      "090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b",
      "12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
    ],
  ),
  /** On the twist and outside the group: x = 1. */
  outsideG2: bytes(
    ...[0n, 1n],
    0x2351dcdda257b62181cbd745dfee16d5fdf4eb185bbcf33c20a0fe6eaa9cb4a3n,
    0x7fb3d558dafafb6bf6dd326a5fefe0beca3f9ac3bd999a390d504fad34b0b8cn,
  ),
};
