// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {INettedSettlement} from "./INettedSettlement.sol";
import {Netting} from "./Netting.sol";
import {SettlementIntents} from "./SettlementIntents.sol";

/// @notice Implements {INettedSettlement}.
contract NettedSettlement is INettedSettlement, SettlementIntents {
    bytes32 private constant _TERMS_TYPE_HASH = keccak256(
        "NettedTerms(Leg[] legs,address executor,uint64 validFrom,uint64 expiresAt,bytes32 salt)"
        "Leg(address token,address from,address to,uint256 amount)"
    );
    uint256 private constant _LEG_LIMIT = 32;

    constructor() EIP712("Muniment NettedSettlement", "1") {}

    /// @inheritdoc INettedSettlement
    function settle(
        NettedTerms calldata terms,
        SignedIntent[] calldata intents
    ) external nonReentrant returns (bytes32 hash) {
        _checkWindow(terms.executor, terms.validFrom, terms.expiresAt);
        _checkLegs(terms.legs);
        _checkParties(terms.legs, intents);

        hash = termsHash(terms);
        _useTerms(hash);
        address[] memory parties = new address[](intents.length);
        uint256[] memory nonces = new uint256[](intents.length);
        for (uint256 i = 0; i < intents.length; ++i) {
            _useIntent(hash, intents[i]);
            (parties[i], nonces[i]) = (intents[i].party, intents[i].nonce);
        }
        Leg[] memory transfers = Netting.netTransfers(terms.legs);

        emit NettedSettled(hash, msg.sender, terms.legs, transfers, parties, nonces);

        for (uint256 i = 0; i < transfers.length; ++i) {
            _moveExactly(transfers[i].token, transfers[i].from, transfers[i].to, transfers[i].amount);
        }
    }

    /// @inheritdoc INettedSettlement
    function netTransfers(Leg[] calldata legs) external view returns (Leg[] memory transfers) {
        _checkLegs(legs);
        return Netting.netTransfers(legs);
    }

    /// @inheritdoc INettedSettlement
    function termsHash(NettedTerms calldata terms) public pure returns (bytes32) {
        bytes32[] memory legs = new bytes32[](terms.legs.length);
        for (uint256 i = 0; i < legs.length; ++i) legs[i] = _hashLeg(terms.legs[i]);
        bytes32 legsHash = keccak256(abi.encodePacked(legs));
        return
            keccak256(
                abi.encode(_TERMS_TYPE_HASH, legsHash, terms.executor, terms.validFrom, terms.expiresAt, terms.salt)
            );
    }

    function _checkLegs(Leg[] calldata legs) private view {
        if (legs.length == 0 || legs.length > _LEG_LIMIT) revert NettedLegCountOutOfRange(legs.length, _LEG_LIMIT);
        for (uint256 i = 0; i < legs.length; ++i) _checkLeg(i, legs[i]);
    }

    /// Exactly the givers and receivers of the legs consent, each once.
    function _checkParties(Leg[] calldata legs, SignedIntent[] calldata intents) private pure {
        address previous = address(0);
        for (uint256 i = 0; i < intents.length; ++i) {
            if (intents[i].party <= previous) revert NettedIntentsUnsorted(previous, intents[i].party);
            previous = intents[i].party;
        }
        uint256 seen = 0; // bit i: party i is in a leg; at most 64 can be
        for (uint256 i = 0; i < legs.length; ++i) {
            seen |= 1 << _find(intents, i, legs[i].from);
            seen |= 1 << _find(intents, i, legs[i].to);
        }
        for (uint256 i = 0; i < intents.length; ++i) {
            if (seen & (1 << i) == 0) revert NettedIntentUnexpected(intents[i].party);
        }
    }

    function _find(SignedIntent[] calldata intents, uint256 leg, address party) private pure returns (uint256) {
        (uint256 low, uint256 high) = (0, intents.length);
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (intents[middle].party == party) return middle;
            if (intents[middle].party < party) low = middle + 1;
            else high = middle;
        }
        revert NettedIntentMissing(leg, party);
    }
}
