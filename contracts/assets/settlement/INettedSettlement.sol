// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementIntents} from "./ISettlementIntents.sol";

/// @notice Settles up to 32 legs among many parties at once and moves only what is left after netting, straight from
/// net givers to net receivers: permissioned tokens never enter this contract. Source: spec/settlement.md.
interface INettedSettlement is ISettlementIntents {
    /// @notice What all parties agree on. Field order is the EIP-712 member order.
    /// @param legs 1 … 32 legs, gross.
    /// @param executor Who may settle; zero for anyone.
    /// @param validFrom Unix time, seconds; not settled before.
    /// @param expiresAt Unix time, seconds; settled only while block.timestamp < expiresAt.
    /// @param salt Random, so that nobody finds the terms by guessing their hash.
    struct NettedTerms {
        Leg[] legs;
        address executor;
        uint64 validFrom;
        uint64 expiresAt;
        bytes32 salt;
    }

    /// @notice All legs are settled.
    /// @param legs The gross legs of the terms.
    /// @param transfers The net transfers made for them, in order.
    /// @param parties All parties, in ascending order.
    /// @param nonces The nonce each of them used.
    event NettedSettled(
        bytes32 indexed termsHash,
        address indexed caller,
        Leg[] legs,
        Leg[] transfers,
        address[] parties,
        uint256[] nonces
    );

    /// @notice There are no legs, or more than the limit.
    error NettedLegCountOutOfRange(uint256 count, uint256 limit);

    /// @notice The intents are not in strictly ascending order of their parties.
    error NettedIntentsUnsorted(address previous, address next);

    /// @notice A party of a leg gives no intent.
    error NettedIntentMissing(uint256 leg, address party);

    /// @notice An intent is of somebody who is in no leg.
    error NettedIntentUnexpected(address party);

    /// @notice Settles all legs, moving net amounts only.
    /// @param terms The terms all parties signed.
    /// @param intents One consent for every distinct giver and receiver, in ascending order of party.
    /// @return hash Hash of the terms.
    /// @dev *Caller:* anyone, or the executor if the terms name one. *Reverts:* {NettedLegCountOutOfRange},
    /// {NettedIntentsUnsorted}, {NettedIntentMissing}, {NettedIntentUnexpected} and all that
    /// {IDvpSettlement.settle} lists for windows, legs, intents and tokens. *Source:* SETTLE-13 to SETTLE-17.
    function settle(NettedTerms calldata terms, SignedIntent[] calldata intents) external returns (bytes32 hash);

    /// @notice The transfers that settling these legs makes, in order.
    /// @dev *Reverts:* {NettedLegCountOutOfRange}, {SettlementLegInvalid}, {SettlementAmountOutOfRange},
    /// {SettlementTokenMissing}.
    function netTransfers(Leg[] calldata legs) external view returns (Leg[] memory transfers);

    /// @notice Hash of the terms, salt included: their EIP-712 struct hash.
    function termsHash(NettedTerms calldata terms) external pure returns (bytes32);
}
