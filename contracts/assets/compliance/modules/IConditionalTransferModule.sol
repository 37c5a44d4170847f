// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IModule} from "./IModule.sol";

/// @notice Each transfer or mint needs an approval, which it uses up. Source: COMPLIANCE-24, COMPLIANCE-25.
interface IConditionalTransferModule is IModule {
    event TransferApproved(address _from, address _to, uint256 _amount, address _token);
    event ApprovalRemoved(address _from, address _to, uint256 _amount, address _token);

    error TransferNotApproved(address from, address to, uint256 amount, address token);
    error ApprovalListsUneven(uint256 senders, uint256 receivers, uint256 amounts);

    /// @notice Approves one transfer, or with `_from` zero one mint. *Caller:* a bound compliance.
    function approveTransfer(address _from, address _to, uint256 _amount) external;

    /// @notice Takes one approval back. *Caller:* a bound compliance. *Reverts:* {TransferNotApproved}.
    function unApproveTransfer(address _from, address _to, uint256 _amount) external;

    /// @notice Approves transfers. *Caller:* a bound compliance. *Reverts:* {ApprovalListsUneven}.
    function batchApproveTransfers(
        address[] calldata _from,
        address[] calldata _to,
        uint256[] calldata _amount
    ) external;

    /// @notice Takes approvals back. *Caller:* a bound compliance.
    /// @dev *Reverts:* {ApprovalListsUneven}, {TransferNotApproved}.
    function batchUnApproveTransfers(
        address[] calldata _from,
        address[] calldata _to,
        uint256[] calldata _amount
    ) external;

    /// @notice Whether a transfer is approved at least once.
    function isTransferApproved(address _compliance, bytes32 _transferHash) external view returns (bool);

    /// @notice How often a transfer is approved.
    function getTransferApprovals(address _compliance, bytes32 _transferHash) external view returns (uint256);

    /// @notice keccak256(abi.encode(from, to, amount, token)).
    function calculateTransferHash(
        address _from,
        address _to,
        uint256 _amount,
        address _token
    ) external pure returns (bytes32);
}
