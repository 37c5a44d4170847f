import type { Provider } from "ethers";

/** L1; where it can be asked by method, it is asked for traces too. */
export type LaneProvider = Provider & {
  send?(method: string, params: unknown[]): Promise<unknown>;
};
