import type { Signer } from "ethers";

import type { RwaToken } from "../../typechain-types/index.js";

const transfer = [
  { name: "from", type: "address" },
  { name: "to", type: "address" },
  { name: "value", type: "uint256" },
  { name: "validAfter", type: "uint256" },
  { name: "validBefore", type: "uint256" },
  { name: "nonce", type: "bytes32" },
];
const types = {
  TransferWithAuthorization: transfer,
  ReceiveWithAuthorization: transfer,
  CancelAuthorization: [
    { name: "authorizer", type: "address" },
    { name: "nonce", type: "bytes32" },
  ],
} as const;

/** Signs one of the messages of ERC-3009 for a token; gives the 65 bytes of the signature. */
export async function signAuthorization(
  signer: Signer,
  token: RwaToken,
  type: keyof typeof types,
  message: Readonly<Record<string, unknown>>,
): Promise<string> {
  const [, name, version, chainId, verifyingContract] = await token.eip712Domain();
  const domain = { name, version, chainId, verifyingContract };
  return signer.signTypedData(domain, { [type]: [...types[type]] }, message);
}
