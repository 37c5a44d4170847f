// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ISettlementIntents} from "./ISettlementIntents.sol";

/// @notice Delivery versus payment in one transaction: two legs, both or none, from two intents that the giving parties
/// sign off-chain. Nothing is posted before both agree, nothing is held, no fee is taken. Source: spec/settlement.md.
interface IDvpSettlement is ISettlementIntents {
    /// @notice What the two parties agree on. Field order is the EIP-712 member order.
    /// @param delivery Leg of the asset; its giver is the deliverer.
    /// @param payment Leg of the cash; its giver is the payer, not the deliverer.
    /// @param executor Who may settle; zero for anyone.
    /// @param validFrom Unix time, seconds; not settled before.
    /// @param expiresAt Unix time, seconds; settled only while block.timestamp < expiresAt.
    /// @param salt Random, so that nobody finds the terms by guessing their hash.
    struct DvpTerms {
        Leg delivery;
        Leg payment;
        address executor;
        uint64 validFrom;
        uint64 expiresAt;
        bytes32 salt;
    }

    /// @notice Both legs moved.
    event DvpSettled(
        bytes32 indexed termsHash,
        address indexed deliverer,
        address indexed payer,
        Leg delivery,
        Leg payment,
        uint256 delivererNonce,
        uint256 payerNonce
    );

    /// @notice Deliverer and payer are the same.
    error DvpSameParty(address party);

    /// @notice An intent is signed by another than the giver of its leg.
    error DvpWrongParty(address expected, address actual);

    /// @notice Moves both legs.
    /// @param terms The terms both parties signed.
    /// @param delivererIntent Consent of the delivery's giver.
    /// @param payerIntent Consent of the payment's giver.
    /// @return hash Hash of the terms.
    /// @dev *Caller:* anyone, or the executor if the terms name one. *Reverts:* {SettlementNotExecutor},
    /// {SettlementTooEarly}, {SettlementExpired}, {SettlementLegInvalid}, {SettlementAmountOutOfRange},
    /// {SettlementTokenMissing}, {DvpSameParty}, {DvpWrongParty}, {SettlementAlreadyDone}, {IntentNonceUsed},
    /// {IntentExpired}, {IntentBadSignature}, {SettlementBalanceMismatch}, SafeERC20FailedOperation for a token that
    /// returns false, and the error of a token that refuses. *Source:* SETTLE-1 to SETTLE-12.
    function settle(
        DvpTerms calldata terms,
        SignedIntent calldata delivererIntent,
        SignedIntent calldata payerIntent
    ) external returns (bytes32 hash);

    /// @notice Hash of the terms, salt included: their EIP-712 struct hash.
    function termsHash(DvpTerms calldata terms) external pure returns (bytes32);
}
