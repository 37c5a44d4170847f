// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {IDvpSettlement} from "./IDvpSettlement.sol";
import {SettlementIntents} from "./SettlementIntents.sol";

/// @notice Implements {IDvpSettlement}.
contract DvpSettlement is IDvpSettlement, SettlementIntents {
    bytes32 private constant _TERMS_TYPE_HASH = keccak256(
        "DvpTerms(Leg delivery,Leg payment,address executor,uint64 validFrom,uint64 expiresAt,bytes32 salt)"
        "Leg(address token,address from,address to,uint256 amount)"
    );

    constructor() EIP712("Muniment DvpSettlement", "1") {}

    /// @inheritdoc IDvpSettlement
    function settle(
        DvpTerms calldata terms,
        SignedIntent calldata delivererIntent,
        SignedIntent calldata payerIntent
    ) external nonReentrant returns (bytes32 hash) {
        _checkWindow(terms.executor, terms.validFrom, terms.expiresAt);
        _checkLeg(0, terms.delivery);
        _checkLeg(1, terms.payment);
        address deliverer = terms.delivery.from;
        address payer = terms.payment.from;
        if (deliverer == payer) revert DvpSameParty(payer);
        if (delivererIntent.party != deliverer) revert DvpWrongParty(deliverer, delivererIntent.party);
        if (payerIntent.party != payer) revert DvpWrongParty(payer, payerIntent.party);

        hash = termsHash(terms);
        _useTerms(hash);
        _useIntent(hash, delivererIntent);
        _useIntent(hash, payerIntent);

        emit DvpSettled(
            hash,
            deliverer,
            payer,
            terms.delivery,
            terms.payment,
            delivererIntent.nonce,
            payerIntent.nonce
        );

        _moveLeg(terms.delivery);
        _moveLeg(terms.payment);
    }

    /// @inheritdoc IDvpSettlement
    function termsHash(DvpTerms calldata terms) public pure returns (bytes32) {
        return
            keccak256(
                abi.encode(
                    _TERMS_TYPE_HASH,
                    _hashLeg(terms.delivery),
                    _hashLeg(terms.payment),
                    terms.executor,
                    terms.validFrom,
                    terms.expiresAt,
                    terms.salt
                )
            );
    }

    function _moveLeg(Leg calldata leg) private {
        _moveExactly(leg.token, leg.from, leg.to, leg.amount);
    }
}
