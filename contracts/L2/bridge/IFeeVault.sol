// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Where the fees of the chain go: a predeploy, and the coinbase of every block. Source: spec/execution.md,
/// EXEC-33.
interface IFeeVault {
    event FeesWithdrawn(uint64 indexed place, uint256 amount);

    error FeeVaultTooLittle(uint256 least, uint256 actual);

    /// @notice Withdraws what is here to the recipient on L1.
    /// @return place Place of the message.
    /// @dev *Caller:* anyone. *Reverts:* FeeVaultTooLittle.
    function withdrawFees() external returns (uint64 place);

    /// @notice Who gets the fees, on L1.
    function recipient() external view returns (address);
}
