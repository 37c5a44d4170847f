// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Says every reason why a transfer or a mint would fail, not only the first. Source: TOKEN-32 to TOKEN-34,
/// TOKEN-123, TOKEN-124.
interface ITransferExplainer {
    /// @notice One reason.
    /// @param source Contract whose rule it is: token, identity registry, compliance or module.
    /// @param module Name of the module, or empty.
    /// @param code Selector of the error that the transfer reverts with for this reason alone.
    /// @param details ABI-encoded arguments of that error.
    /// @param restriction ERC-1404 code; zero for what is no restriction of a transfer by the holder: spender,
    /// allowance, supply.
    struct Failure {
        address source;
        string module;
        bytes4 code;
        bytes details;
        uint8 restriction;
    }

    /// @notice Every reason why `spender` cannot move units now; empty exactly when he can.
    /// @param token An {IRwaToken}.
    /// @param spender Who sends the transaction: `from` himself calls transfer, anyone else transferFrom.
    /// @param from Holder.
    /// @param to Receiver.
    /// @param amount Base units.
    function explain(
        address token,
        address spender,
        address from,
        address to,
        uint256 amount
    ) external view returns (Failure[] memory);

    /// @notice Every reason why an agent who may mint cannot create units now; empty exactly when he can.
    function explainMint(address token, address to, uint256 amount) external view returns (Failure[] memory);
}
