// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice An identity that names itself as issuer of every claim and confirms them all (D1).
contract EvilIdentity {
    /// @notice The topic it was last asked to pretend.
    uint256 public topic;
    /// @notice The issuer it names; zero means itself.
    address public issuer;

    /// @notice Sets what to pretend.
    function pretend(uint256 topic_, address issuer_) external {
        (topic, issuer) = (topic_, issuer_);
    }

    /// @notice A claim that nobody attested.
    function getClaim(
        bytes32
    ) external view returns (uint256, uint256, address, bytes memory, bytes memory, string memory) {
        return (topic, 1, issuer == address(0) ? address(this) : issuer, hex"00", hex"", "");
    }

    /// @notice Yes to everything.
    function isClaimValid(address, uint256, bytes calldata, bytes calldata) external pure returns (bool) {
        return true;
    }
}
