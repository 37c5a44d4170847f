import type { RegistrationRecordStruct } from "@muniment/sdk";
import { AbiCoder, keccak256 } from "ethers";

const RECORD =
  "tuple(bytes32 assetClass, bytes32 salt, bytes20 lei, uint16 jurisdiction, bytes3 currency, uint256 attestedValue, bytes32 serialRoot, uint32 serialCount, bytes32 details, bytes32[] documents)";

/** keccak256(abi.encode(record)), computed off chain. */
export const registrationHash = (record: RegistrationRecordStruct): string =>
  keccak256(AbiCoder.defaultAbiCoder().encode([RECORD], [record]));
