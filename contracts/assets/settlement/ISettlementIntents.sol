// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @notice What every settlement contract shares: legs, signed intents and their nonces. A party agrees to terms by
/// signing their hash; the terms themselves stay between the parties until they settle. Source: spec/settlement.md.
interface ISettlementIntents {
    /// @notice One movement of units. Field order is the EIP-712 member order.
    /// @param token ERC-20 token.
    /// @param from Who gives; it lets the settlement contract move the amount by its allowance.
    /// @param to Who receives; not the giver, not the settlement contract.
    /// @param amount Base units of the token, 1 … 2^128 − 1.
    struct Leg {
        address token;
        address from;
        address to;
        uint256 amount;
    }

    /// @notice One party's consent.
    /// @param party Signer: an externally owned account or an ERC-1271 contract.
    /// @param nonce A number the party has neither used nor cancelled in this contract; order is free.
    /// @param expiresAt Unix time, seconds; the consent holds while block.timestamp < expiresAt.
    /// @param signature Over Intent(bytes32 termsHash,address party,uint256 nonce,uint64 expiresAt).
    struct SignedIntent {
        address party;
        uint256 nonce;
        uint64 expiresAt;
        bytes signature;
    }

    /// @notice A party made whatever it signed with this nonce unusable.
    event IntentCancelled(address indexed party, uint256 nonce);

    /// @notice The nonce was used or cancelled.
    error IntentNonceUsed(address party, uint256 nonce);

    /// @notice The consent's time is over.
    error IntentExpired(address party, uint64 expiresAt, uint64 current);

    /// @notice The signature is not the party's over these terms, this nonce and this expiry, or it is malleable.
    error IntentBadSignature(address party);

    /// @notice The same terms, salt included, were settled before.
    error SettlementAlreadyDone(bytes32 termsHash);

    /// @notice The terms name another executor.
    error SettlementNotExecutor(address executor, address caller);

    /// @notice The terms are not valid yet.
    error SettlementTooEarly(uint64 validFrom, uint64 current);

    /// @notice The terms are not valid any more.
    error SettlementExpired(uint64 expiresAt, uint64 current);

    /// @notice The leg's token has no code.
    /// @param leg Position of the leg, from 0.
    error SettlementTokenMissing(uint256 leg, address token);

    /// @notice The leg's giver is zero, or its receiver is zero, the giver or the settlement contract.
    error SettlementLegInvalid(uint256 leg, address from, address to);

    /// @notice The leg's amount is zero or above 2^128 − 1.
    error SettlementAmountOutOfRange(uint256 leg, uint256 amount);

    /// @notice A transfer reported success, but the balance of `account` did not change by exactly `amount`: the token
    /// takes a fee, or lies.
    error SettlementBalanceMismatch(
        address token,
        address account,
        uint256 balanceBefore,
        uint256 balanceAfter,
        uint256 amount
    );

    /// @notice Makes whatever the caller signed with this nonce unusable here.
    /// @param nonce A nonce of the caller that is neither used nor cancelled.
    /// @dev *Caller:* any party, for itself. *Reverts:* {IntentNonceUsed}. *Source:* SETTLE-6.
    function cancelIntent(uint256 nonce) external;

    /// @notice Whether the party used or cancelled the nonce here.
    function isNonceUsed(address party, uint256 nonce) external view returns (bool);

    /// @notice Whether these terms were settled here.
    function isSettled(bytes32 termsHash) external view returns (bool);

    /// @notice What a party signs: the EIP-712 digest of its intent on this chain and contract.
    /// @param termsHash Hash of the terms, salt included.
    function intentDigest(
        bytes32 termsHash,
        address party,
        uint256 nonce,
        uint64 expiresAt
    ) external view returns (bytes32);
}
