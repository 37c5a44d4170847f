import { Contract, ZeroAddress } from "ethers";

/** What generated verifiers refuse with: their ABI does not say. */
export const honkErrors = new Contract(ZeroAddress, ["error SumcheckFailed()", "error ShpleminiFailed()"]);
