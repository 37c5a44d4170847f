// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Its deployer's in all respects, it names the contracts of others as its own.
contract LyingToken {
    address public immutable owner;
    address public immutable identityStorage;
    address public immutable issuersRegistry;
    address public immutable topicsRegistry;
    address public immutable getImplementationAuthority;

    /// @param parts Authority to name, then identity storage, trusted issuers and claim topics of somebody else.
    constructor(address[4] memory parts) {
        owner = msg.sender;
        getImplementationAuthority = parts[0];
        identityStorage = parts[1];
        issuersRegistry = parts[2];
        topicsRegistry = parts[3];
    }

    function setImplementationAuthority(address) external {}

    function identityRegistry() external view returns (address) {
        return address(this);
    }

    function compliance() external view returns (address) {
        return address(this);
    }
}
