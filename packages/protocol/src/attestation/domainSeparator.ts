import { abiWord } from "../bytes/abiWord.js";
import type { Hex } from "../bytes/Hex.js";
import { keccak256 } from "../bytes/keccak256.js";
import { utf8 } from "../bytes/utf8.js";
import type { AttestationDomain } from "./attestationDomain.js";

const typeHash = keccak256(
  utf8("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
);

/** The EIP-712 domain separator. */
export function domainSeparator(domain: AttestationDomain): Hex {
  return keccak256(
    abiWord("bytes32", typeHash),
    abiWord("bytes32", keccak256(utf8(domain.name))),
    abiWord("bytes32", keccak256(utf8(domain.version))),
    abiWord("uint256", domain.chainId),
    abiWord("address", domain.verifyingContract),
  );
}
