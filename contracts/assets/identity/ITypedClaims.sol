// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice Claims of scheme 4: typed data (EIP-712), bound to one chain and one issuer, for a limited time.
/// Byte table of the signature: spec/token.md, IDENTITY-43.
interface ITypedClaims {
    /// @notice What a claim of scheme 4 says.
    struct TypedClaim {
        // Identity contract the claim is about.
        address identity;
        // Claim topic.
        uint256 topic;
        // Claim data; signed by its hash, as EIP-712 has it for bytes.
        bytes data;
        // First second at which it counts, Unix time.
        uint48 validFrom;
        // First second at which it no longer counts, Unix time; 2^48 - 1 is never.
        uint48 expiry;
    }

    /// @notice What a key of this issuer signs to make a claim of scheme 4.
    /// @return EIP-712 digest under this contract and chain.
    function hashTypedClaim(TypedClaim calldata claim) external view returns (bytes32);

    /// @notice The time during which a claim with this signature counts, from `validFrom` until before `expiry`.
    /// @param signature Signature of either scheme.
    /// @return validFrom Unix seconds; 0 for scheme 1.
    /// @return expiry Unix seconds; 2^48 - 1 for scheme 1, 0 for what is no signature of either scheme.
    /// @dev Says nothing of whether the signature is right.
    function claimWindow(bytes calldata signature) external pure returns (uint48 validFrom, uint48 expiry);
}
