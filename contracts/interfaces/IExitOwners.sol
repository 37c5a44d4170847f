// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who owns what contracts on L2 hold, should the lane end: a predeploy. Source: spec/bridge.md, ESCAPE-5.
interface IExitOwners {
    event ExitOwnerChanged(address indexed account, address indexed owner);

    /// @notice Names the owner of what the caller holds.
    /// @param owner Account on L1; the zero address: nobody.
    /// @dev *Caller:* a contract, for itself.
    function setOwner(address owner) external;

    /// @notice Owner of what an account holds; the zero address when it has named none.
    function ownerOf(address account) external view returns (address);
}
