// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC3643} from "../../contracts/interfaces/erc3643/IERC3643.sol";
import {IIssuance} from "../../contracts/assets/lifecycle/IIssuance.sol";
import {ILifecycle} from "../../contracts/assets/lifecycle/ILifecycle.sol";
import {IDistribution} from "../../contracts/assets/token/IDistribution.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {OfferTerms} from "../../contracts/types/OfferTerms.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {LifecycleHandler} from "../helpers/LifecycleHandler.sol";
import {LifecyclePayments} from "../helpers/LifecyclePayments.sol";
import {LifecycleWatch} from "../helpers/LifecycleWatch.sol";
import {Test} from "../helpers/Test.sol";

/// The handler; declared here, for the runner targets only contracts of a test's own file.
contract LifecyclePlay is LifecycleHandler {}

/// Four assets of one deployment, their issuers, officials and investors at random play.
contract LifecycleInvariants is Test {
    LifecycleHandler private _handler;

    function setUp() public {
        vm.warp(1_750_000_000);
        _handler = new LifecyclePlay();
        // Play starts with assets on their way, so that it gets beyond issuance.
        for (uint256 i = 0; i < 24; ++i) _handler.advance(i);
        targetContract(address(_handler));
    }

    /// LIFE-3, LIFE-5, LIFE-10, LIFE-40: stage, entry and side moves as the table of the specification has them.
    function invariant_stagesMoveAlongEdges() public view {
        _requireNone(LifecycleWatch.Breach.Edge, "INV: a stage moves only along an edge of the table");
        _requireNone(LifecycleWatch.Breach.Condition, "INV: a move has its condition met");
        _requireNone(LifecycleWatch.Breach.FourEyes, "INV: an approver is neither proposer nor issuer");
        _requireNone(LifecycleWatch.Breach.Evidence, "INV: a stage is entered on valid evidence about its submission");
        for (uint256 i = 0; i < _handler.assetCount(); ++i) {
            AssetId asset = _handler.assetAt(i);
            bool isSame = _handler.lifecycle().stageOf(asset) == _handler.trackOf(asset).stage;
            assertTrue(isSame, "INV: the stage is where its last event led");
        }
    }

    /// LIFE-6
    function invariant_chainIsUnbroken() public view {
        _requireNone(LifecycleWatch.Breach.Link, "INV: each link hashes the one before it, and who, why and when");
        for (uint256 i = 0; i < _handler.assetCount(); ++i) {
            AssetId asset = _handler.assetAt(i);
            ILifecycle.Asset memory state = _handler.lifecycle().stateOf(asset);
            LifecycleWatch.Track memory track = _handler.trackOf(asset);
            assertTrue(state.head == track.head, "INV: the head is the hash of the last link told");
            assertEq(state.checkpoints, track.links, "INV: every move is one link");
        }
    }

    /// LIFE-13, LIFE-14
    function invariant_nothingIsPledgedTwice() public view {
        for (uint256 i = 0; i < _handler.DOCUMENTS(); ++i) _checkPledge(_handler.documentOf(i));
        for (uint256 i = 0; i < _handler.SERIALS(); ++i) _checkPledge(_handler.serialOf(i));
    }

    /// LIFE-32
    function invariant_escrowsHoldWhatIsOwed() public view {
        for (uint256 i = 0; i < _handler.offerCount(); ++i) {
            LifecycleWatch.OpenedOffer memory opened = _handler.offerAt(i);
            uint256 owed = 0;
            for (uint256 w = 0; w < _handler.WALLETS(); ++w) {
                IIssuance.Subscription memory subscription = _handler.issuance().subscriptionOf(
                    opened.id,
                    _handler.walletOf(w)
                );
                owed += subscription.paid + subscription.refund;
            }
            uint256 held = _handler.cash().balanceOf(opened.escrow);
            assertEq(held, owed, "INV: an escrow holds its open subscriptions and refunds due");
        }
    }

    /// LIFE-19, LIFE-36
    function invariant_unitsAreCoveredAndHeldRightly() public view {
        _requireNone(
            LifecycleWatch.Breach.Mint,
            "INV: units are created only when proven, within cap, value and reserve"
        );
        _requireNone(LifecycleWatch.Breach.HolderTransfer, "INV: no holder's transfer succeeds unless in Trading");
        for (uint256 i = 0; i < _handler.assetCount(); ++i) {
            AssetId asset = _handler.assetAt(i);
            address token = _handler.lifecycle().tokenOf(asset);
            if (token == address(0)) continue;
            uint256 supply = IERC20(token).totalSupply();
            assertEq(_sumOfHolders(IERC3643(token)), supply, "INV: holders' balances make the supply");
            _checkSupply(asset, supply);
        }
    }

    /// DIST-1, DIST-3, DIST-6
    function invariant_distributionsAreExact() public view {
        _requireNone(LifecycleWatch.Breach.Distribution, "INV: one payment per record date, each share exact and once");
        uint256 owed = 0;
        for (uint256 i = 0; i < _handler.distributionCount(); ++i) {
            bytes32 id = _handler.distributionAt(i);
            IDistribution.Payment memory payment = _handler.distribution().paymentOf(id);
            (uint256 claimed, uint256 residue) = (_handler.claimedOf(id), _handler.residueOf(id));
            assertEq(_handler.declarations(id), 1, "INV: a record date is paid once");
            assertEq(claimed, payment.paid, "INV: what holders got is what was paid out");
            assertTrue(claimed <= payment.amount, "INV: no more is paid than was funded");
            if (!payment.isSwept) owed += payment.amount - claimed;
            else assertEq(claimed + residue, payment.amount, "INV: paid and residue make the amount");
        }
        uint256 held = _handler.cash().balanceOf(address(_handler.distribution()));
        assertEq(held, owed, "INV: the distributor holds what is not claimed yet");
    }

    /// REDM-2, REDM-3, REDM-4
    function invariant_redemptionPaysNoMoreThanTheClaim() public view {
        _requireNone(LifecycleWatch.Breach.Redemption, "INV: redemption pays exactly the claim, rounded down");
        uint256 pools = 0;
        for (uint256 i = 0; i < _handler.assetCount(); ++i) {
            AssetId asset = _handler.assetAt(i);
            LifecyclePayments.Redeemed memory done = _handler.redeemedOf(asset);
            pools += _handler.redemption().poolOf(asset);
            if (done.units == 0) continue;
            uint256 most = _handler.structuring().redemptionDown(asset, done.units);
            assertTrue(done.paid <= most, "INV: all redemptions together pay no more than their claim");
            assertEq(done.paid, _handler.redemption().paidOf(asset), "INV: what is paid is accounted for");
        }
        uint256 held = _handler.cash().balanceOf(address(_handler.redemption()));
        assertEq(held, pools, "INV: the pools are all the money held for redemption");
    }

    function _checkPledge(bytes32 key) private view {
        (uint256 count, AssetId asset) = _handler.namersOf(key);
        assertTrue(count <= 1, "INV: a document or serial is pledged to at most one live asset");
        assertTrue(_handler.pledges().holderOf(key) == asset, "INV: the registry names the live asset that holds it");
    }

    function _checkSupply(AssetId asset, uint256 supply) private view {
        (, IIssuance.Offer memory offer, OfferTerms memory terms) = _handler.issuance().offerOf(asset);
        if (_handler.lifecycle().stageOf(asset) < Stage.Issued) {
            assertEq(supply, 0, "INV: there are no units before issuance");
            return;
        }
        assertTrue(supply <= terms.hardCap, "INV: supply is at most the hard cap");
        assertTrue(terms.hardCap <= _handler.structuring().termsOf(asset).units, "INV: the hard cap is structured");
        uint256 redeemed = _handler.redeemedOf(asset).units;
        assertEq(supply + redeemed, offer.delivered, "INV: what is delivered is held or redeemed");
    }

    function _sumOfHolders(IERC3643 token) private view returns (uint256 sum) {
        for (uint256 w = 0; w < _handler.WALLETS(); ++w) {
            address wallet = _handler.walletOf(w);
            uint256 balance = token.balanceOf(wallet);
            sum += balance;
            if (balance == 0) continue;
            bool isKnown = token.isFrozen(wallet) || token.identityRegistry().isVerified(wallet);
            assertTrue(isKnown, "INV: whoever holds units is verified or frozen");
        }
    }

    function _requireNone(LifecycleWatch.Breach breach, string memory sentence) private view {
        assertEq(_handler.breaches(breach), 0, sentence);
    }
}
