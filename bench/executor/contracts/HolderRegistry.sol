// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Who may hold: an identity and a country for each holder, and claims by trusted issuers for each identity.
contract HolderRegistry {
    struct Entry {
        address identity;
        uint16 country;
    }

    struct Claim {
        address issuer;
        uint64 expiresAt;
    }

    mapping(address holder => Entry entry) private _entries;
    mapping(address identity => mapping(uint256 topic => Claim claim)) private _claims;
    mapping(address issuer => bool isTrusted) private _trusted;
    uint256[] private _topics;

    /// @notice Requires a claim on one more topic.
    function requireTopic(uint256 topic) external {
        _topics.push(topic);
    }

    /// @notice Trusts the claims of an issuer.
    function trust(address issuer) external {
        _trusted[issuer] = true;
    }

    /// @notice Whether a holder has an identity with a claim in force on every required topic.
    function isVerified(address holder) external view returns (bool) {
        address identity = _entries[holder].identity;
        if (identity == address(0)) return false;
        uint256 count = _topics.length;
        for (uint256 index; index < count; ++index) {
            Claim storage claim = _claims[identity][_topics[index]];
            if (claim.expiresAt <= block.timestamp || !_trusted[claim.issuer]) return false;
        }
        return true;
    }

    /// @notice Country of a holder, ISO 3166-1 numeric; 0 when unknown.
    function countryOf(address holder) external view returns (uint16) {
        return _entries[holder].country;
    }
}
