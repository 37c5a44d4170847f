import { AbiCoder, keccak256 } from "ethers";

/** Hash of a submission, keccak256(abi.encode(asset, stage, revision, record)), computed off chain. */
export const submissionHash = (asset: string, stage: number, revision: number, record: string): string =>
  keccak256(
    AbiCoder.defaultAbiCoder().encode(
      ["bytes32", "uint8", "uint32", "bytes32"],
      [asset, stage, revision, record],
    ),
  );
