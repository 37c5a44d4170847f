/**
 * The library whose calls the instrumentation puts around conditions. A hit travels as Hardhat's own statement hits
 * do: a static call to EDR's coverage address, through Hardhat's library, pure for the compiler.
 */
export const probe = {
  fileName: "__MunimentBranches.sol",
  source: (coverageLibrary: string): string => `// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;
import {__NomicFoundationCoverage} from "${coverageLibrary}";
library __MunimentBranches {
    function outcome(bool value, uint256 id) internal pure returns (bool) {
        __NomicFoundationCoverage.sendHit(value ? id : id + 1);
        return value;
    }
    function reach(uint256 id) internal pure {
        __NomicFoundationCoverage.sendHit(id);
    }
}
`,
};
