// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Addresses of the contracts that are on L2 from genesis. Source: spec/execution.md, EXEC-40; the same in
/// TypeScript: packages/protocol/src/chain.
library Predeploys {
    address internal constant MESSENGER = 0x4d756e694D656e74000000000000000000000001;
    address internal constant FEE_VAULT = 0x4d756e694D656e74000000000000000000000002;
    address internal constant L1_FEE_ORACLE = 0x4D756e694d656e74000000000000000000000003;
    address internal constant FINALITY_CLASSES = 0x4d756e694D656E74000000000000000000000004;
    address internal constant ETH_GATEWAY = 0x4d756E694D656e74000000000000000000000010;
    address internal constant TOKEN_GATEWAY = 0x4D756e694d656e74000000000000000000000011;
    address internal constant PERMISSIONED_GATEWAY = 0x4d756E694d656e74000000000000000000000012;
    address internal constant EXIT_OWNERS = 0x4d756e694D656e74000000000000000000000013;

    /// @dev "MuniMent" in ASCII; the numbers follow after ten zero bytes.
    uint160 private constant _PREFIX = 0x4d756E694D656e7400000000000000000000;

    /// @notice Whether an address is one of the 65,536 that predeploys may have.
    function isPredeploy(address account) internal pure returns (bool) {
        return uint160(account) >> 16 == _PREFIX;
    }
}
