// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Names the code that identity proxies run. Source: ONCHAINID ABI.
interface IImplementationAuthority {
    event UpdatedImplementation(address newAddress);

    /// @notice Changes the code of every proxy at once. *Caller:* the owner.
    function updateImplementation(address _newImplementation) external;

    /// @notice The code that the proxies run.
    function getImplementation() external view returns (address);
}
