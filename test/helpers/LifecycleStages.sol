// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {SerialTree} from "../../contracts/libraries/SerialTree.sol";
import {IIssuance} from "../../contracts/assets/lifecycle/IIssuance.sol";
import {ILifecycle} from "../../contracts/assets/lifecycle/ILifecycle.sol";
import {AgentRestrictions} from "../../contracts/types/AgentRestrictions.sol";
import {RwaToken} from "../../contracts/assets/token/RwaToken.sol";
import {SuiteDetails} from "../../contracts/assets/token/SuiteDetails.sol";
import {AssetId} from "../../contracts/types/AssetId.sol";
import {BondTerms} from "../../contracts/types/BondTerms.sol";
import {DayCountConvention} from "../../contracts/types/DayCountConvention.sol";
import {FinalityClass} from "../../contracts/types/FinalityClass.sol";
import {Instrument} from "../../contracts/types/Instrument.sol";
import {OfferTerms} from "../../contracts/types/OfferTerms.sol";
import {RegistrationRecord} from "../../contracts/types/RegistrationRecord.sol";
import {RevenueTerms} from "../../contracts/types/RevenueTerms.sol";
import {Stage} from "../../contracts/types/Stage.sol";
import {StructureTerms} from "../../contracts/types/StructureTerms.sol";
import {TokenizationRecord} from "../../contracts/types/TokenizationRecord.sol";
import {TradingTerms} from "../../contracts/types/TradingTerms.sol";
import {LifecycleWatch} from "./LifecycleWatch.sol";

/// Roots of serial lists, computed by the library itself; its own contract, because the library wants calldata.
contract SerialRoots {
    function rootOf(bytes32[] calldata serials) external pure returns (bytes32) {
        bytes32[] memory roots = new bytes32[](serials.length == 0 ? 0 : 1);
        if (serials.length != 0) roots[0] = SerialTree.pageRoot(serials);
        return SerialTree.rootOf(roots);
    }
}

/// Takes assets through the five stages with random terms, and tries what the rules forbid.
abstract contract LifecycleStages is LifecycleWatch {
    uint256 public constant WALLETS = 6;
    uint256 public constant ASSETS = 4;
    uint256 public constant DOCUMENTS = 4;
    uint256 public constant SERIALS = 6;
    uint256 private constant _IDENTITIES = 3;
    bytes32 internal constant REASON = keccak256("a stated reason");

    SerialRoots private immutable _roots = new SerialRoots();
    mapping(bytes32 submission => mapping(bytes32 key => bool)) private _isClaimed;
    mapping(AssetId asset => bytes32 salt) private _salts;
    uint256 private _random;
    uint256 private _salt;

    modifier seeded(uint256 seed) {
        _random = uint256(keccak256(abi.encode(_random, seed)));
        _;
    }

    constructor() {
        identities.addAgent(address(this));
        for (uint256 i = 0; i < WALLETS; ++i) {
            identities.addIdentityToStorage(walletOf(i), IIdentity(identityOf(i)), 276);
            cash.mint(walletOf(i), 1e30);
            _approveCash(walletOf(i), address(issuance));
        }
    }

    function assetCount() external view returns (uint256) {
        return _assets.length;
    }

    function assetAt(uint256 index) external view returns (AssetId) {
        return _assets[index];
    }

    function offerCount() external view returns (uint256) {
        return _offers.length;
    }

    function offerAt(uint256 index) external view returns (OpenedOffer memory) {
        return _offers[index];
    }

    function trackOf(AssetId asset) external view returns (Track memory) {
        return _tracks[asset];
    }

    /// How many live assets name a document or serial in the registration in force, and the last of them. LIFE-13.
    function namersOf(bytes32 key) external view returns (uint256 count, AssetId last) {
        for (uint256 i = 0; i < _assets.length; ++i) {
            Stage stage = _tracks[_assets[i]].stage;
            if (stage == Stage.Redeemed || stage == Stage.Rejected || stage == Stage.Withdrawn) continue;
            ILifecycle.Submission memory submission = lifecycle.submissionOf(_assets[i], Stage.Registered);
            if (submission.areChangesRequested || !_isClaimed[submission.hash][key]) continue;
            ++count;
            last = _assets[i];
        }
    }

    function documentOf(uint256 index) public pure returns (bytes32) {
        return keccak256(abi.encode("document", index));
    }

    function serialOf(uint256 index) public pure returns (bytes32) {
        return bytes32(index + 1);
    }

    function walletOf(uint256 who) public pure returns (address) {
        return address(uint160(0xA11CE0 + (who % WALLETS)));
    }

    function identityOf(uint256 who) public pure returns (address) {
        return address(uint160(0x1D0 + (who % _IDENTITIES)));
    }

    function _draw(uint256 below) internal returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random % below;
    }

    /// An asset whose stage is in the set (bit n is stage n), looked for from a random one on.
    function _pick(uint256 stages) internal returns (bool isFound, AssetId asset) {
        uint256 count = _assets.length;
        uint256 from = _draw(count + 1);
        for (uint256 i = 0; i < count; ++i) {
            asset = _assets[(from + i) % count];
            if ((stages >> uint8(_tracks[asset].stage)) & 1 == 1) return (true, asset);
        }
    }

    /// Mostly the officer; now and then somebody who proposed the submission.
    function _approver(AssetId asset) internal returns (address) {
        uint256 choice = _draw(12);
        if (choice == 0) return _tracks[asset].issuer;
        return choice == 1 ? ARRANGER : OFFICER;
    }

    function _proposer(AssetId asset) internal returns (address) {
        return _draw(3) == 0 ? ARRANGER : _tracks[asset].issuer;
    }

    function _registerNew() internal returns (AssetId asset) {
        address issuer = _issuerOf(_draw(2));
        bytes32 salt = bytes32(++_salt);
        asset = registration.assetIdOf(issuer, salt);
        _tracks[asset].issuer = issuer;
        _salts[asset] = salt;
        if (!_submitRecord(asset)) return AssetId.wrap(0);
        _assets.push(asset);
        for (uint8 i = uint8(Stage.Structured); i <= uint8(Stage.Trading); ++i) {
            _call(issuer, address(lifecycle), abi.encodeCall(lifecycle.appoint, (asset, Stage(i), ARRANGER, true)));
        }
    }

    /// Documents and serials come from small pools, so assets often want the same.
    function _submitRecord(AssetId asset) internal returns (bool) {
        address issuer = _tracks[asset].issuer;
        bytes32[] memory serials = _drawSerials();
        RegistrationRecord memory record;
        (record.assetClass, record.salt, record.lei) = (CLASS, _salts[asset], "5299000J2N45DDNE4Y28");
        (record.jurisdiction, record.currency, record.details) = (276, "EUR", bytes32("details"));
        record.attestedValue = 1_000_000e6 + _draw(1e9);
        (record.serialRoot, record.serialCount) = (_roots.rootOf(serials), uint32(serials.length));
        record.documents = new bytes32[](1 + _draw(2));
        uint256 first = _draw(DOCUMENTS);
        for (uint256 i = 0; i < record.documents.length; ++i) {
            record.documents[i] = documentOf((first + i) % DOCUMENTS);
        }
        if (!_call(issuer, address(registration), abi.encodeCall(registration.submit, (record)))) return false;
        bytes32 submission = lifecycle.submissionOf(asset, Stage.Registered).hash;
        for (uint256 i = 0; i < record.documents.length; ++i) _isClaimed[submission][record.documents[i]] = true;
        if (serials.length == 0) return true;
        if (_call(issuer, address(registration), abi.encodeCall(registration.addSerials, (asset, serials)))) {
            for (uint256 i = 0; i < serials.length; ++i) _isClaimed[submission][serials[i]] = true;
        }
        return true;
    }

    /// An ascending list without repetition, often empty.
    function _drawSerials() private returns (bytes32[] memory serials) {
        uint256 chosen = _draw(2) == 0 ? 0 : _draw(2 ** SERIALS) & _draw(2 ** SERIALS);
        uint256 count = 0;
        for (uint256 i = 0; i < SERIALS; ++i) count += (chosen >> i) & 1;
        serials = new bytes32[](count);
        for (uint256 i = SERIALS; i > 0; --i) {
            if ((chosen >> (i - 1)) & 1 == 1) serials[--count] = serialOf(i - 1);
        }
    }

    function _submitStructure(AssetId asset) internal returns (bool) {
        StructureTerms memory terms;
        bool isBond = _draw(3) != 0;
        terms.instrument = isBond ? Instrument.FixedCouponBond : Instrument.RevenueShareNote;
        (terms.finality, terms.decimals, terms.haircutBps) = (
            FinalityClass.Standard,
            uint8(_draw(3)),
            uint16(_draw(5_000))
        );
        (terms.currency, terms.isin, terms.termSheet) = ("EUR", "DE000A1EWWW0", bytes32("term sheet"));
        uint256 one = 10 ** terms.decimals;
        terms.unitValue = 500e6 + _draw(1_000e6);
        terms.redemptionValue = (terms.unitValue * (80 + _draw(40))) / 100;
        uint256 ceiling = (registration.recordOf(asset).attestedValue * (10_000 - terms.haircutBps)) / 10_000;
        // Half the time all that the value allows; now and then one base unit more.
        uint256 most = (ceiling * one) / terms.unitValue;
        terms.units = _draw(2) == 0 ? most / (1 + _draw(3)) : most + (_draw(8) == 0 ? 1 : 0);
        terms.gracePeriod = 5 days;
        uint32 today = uint32(block.timestamp / 1 days);
        terms.instrumentTerms =
            isBond
                ? abi.encode(
                    BondTerms(
                        today,
                        today + 200 + uint32(_draw(200)),
                        uint32(20_000 + _draw(100_000)),
                        _draw(2) == 0 ? 2 : 4,
                        DayCountConvention(_draw(3))
                    )
                )
                : abi.encode(
                    RevenueTerms(today + 90, today + 90 + uint32(_draw(200)), 3, 10, uint16(1 + _draw(10_000)))
                );
        bytes memory data = abi.encodeCall(structuring.submit, (asset, terms));
        return _call(_proposer(asset), address(structuring), data);
    }

    function _submitToken(AssetId asset) internal returns (bool) {
        address token = _tracks[asset].token;
        uint8 decimals = structuring.termsOf(asset).decimals;
        // A token that was rolled back may come again; now and then somebody tries another asset's.
        if (_draw(8) == 0) token = _tracks[_assets[_draw(_assets.length)]].token;
        else if (token == address(0) || RwaToken(token).decimals() != decimals || _draw(2) == 0) {
            token = _deployToken(asset, decimals);
        }
        TokenizationRecord memory record = TokenizationRecord(
            token,
            factory.tokenImplementation().codehash,
            bytes32("metadata")
        );
        bytes memory data = abi.encodeCall(tokenization.submit, (asset, record));
        return _call(_proposer(asset), address(tokenization), data);
    }

    function _submitOffer(AssetId asset) internal returns (bool) {
        StructureTerms memory structure = structuring.termsOf(asset);
        OfferTerms memory terms;
        terms.cash = address(cash);
        terms.price = structure.unitValue - _draw(1e6);
        terms.hardCap = structure.units - _draw(structure.units / 2 + 1) + (_draw(10) == 0 ? 1 : 0);
        (terms.softCap, terms.minimum) = (terms.hardCap / 4 + 1, 1);
        (terms.opensAt, terms.closesAt) = (uint64(block.timestamp), uint64(block.timestamp + 5 days));
        // Sometimes to the last millionth, sometimes one too little.
        terms.reserve = structuring.valueUp(asset, terms.hardCap) + _draw(3) * 1e6;
        if (_draw(10) == 0) --terms.reserve;
        terms.prospectus = bytes32("prospectus");
        return _call(_proposer(asset), address(issuance), abi.encodeCall(issuance.submit, (asset, terms)));
    }

    function _submitTrading(AssetId asset) internal returns (bool) {
        TradingTerms memory terms = TradingTerms("XFRA", 500e6, bytes32("agreement"));
        return _call(_proposer(asset), address(trading), abi.encodeCall(trading.submit, (asset, terms)));
    }

    function _subscribe(AssetId asset, address investor) internal returns (bool) {
        (, IIssuance.Offer memory offer, OfferTerms memory terms) = issuance.offerOf(asset);
        if (offer.state != IIssuance.OfferState.Open) return false;
        if (_draw(8) != 0) _attest(asset, Stage.Issued, ELIGIBLE, investor);
        uint256 left = terms.hardCap - offer.subscribed;
        uint256 units = _draw(3) == 0 ? left + _draw(2) : 1 + _draw(left + 1);
        return _call(investor, address(issuance), abi.encodeCall(issuance.subscribe, (asset, units)));
    }

    function _deployToken(AssetId asset, uint8 decimals) private returns (address token) {
        SuiteDetails memory details;
        (details.owner, details.name, details.symbol, details.decimals) = (
            address(manager),
            "Invariant Bond",
            "INV",
            decimals
        );
        (details.identityStorage, details.trustedIssuers, details.claimTopics) = (
            address(identities),
            address(trustedIssuers),
            address(claimTopics)
        );
        details.modules = new address[](3);
        details.moduleSettings = new bytes[][](3);
        for (uint256 i = 0; i < 3; ++i) details.moduleSettings[i] = new bytes[](1);
        (details.modules[0], details.modules[1], details.modules[2]) = (
            address(gateModule),
            address(countryAllow),
            address(maxBalance)
        );
        uint16[] memory countries = new uint16[](1);
        countries[0] = 276;
        details.moduleSettings[0][0] = abi.encodeCall(gateModule.setGate, (address(gate)));
        details.moduleSettings[1][0] = abi.encodeCall(countryAllow.batchAllowCountries, (countries));
        details.moduleSettings[2][0] = abi.encodeCall(maxBalance.setMaxBalance, (1_200 * 10 ** decimals));
        (details.tokenAgents, details.restrictions) = _agentRights();
        details.identityAgents = new address[](1);
        details.identityAgents[0] = OFFICER;
        details.unpaused = true;
        details.salt = bytes32(++_salt);
        (token, , ) = factory.deploySuite(details);
        _setToken(asset, token);
    }

    /// Each serving contract has the one right it needs, as packages/sdk/src/actions/deploySuite.ts sets them.
    function _agentRights() private view returns (address[] memory agents, AgentRestrictions[] memory rights) {
        address[] memory serving = _servingContracts();
        agents = new address[](5);
        rights = new AgentRestrictions[](5);
        for (uint256 i = 0; i < 4; ++i) {
            agents[i] = serving[i];
            rights[i] = AgentRestrictions(i != 0, i != 3, i != 1, true, i != 1, i != 1, true);
        }
        agents[4] = OFFICER;
        rights[4] = AgentRestrictions(true, true, false, false, true, true, false);
    }
}
