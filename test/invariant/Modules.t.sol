// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ModularCompliance} from "../../contracts/assets/compliance/ModularCompliance.sol";
import {HolderCountCapModule} from "../../contracts/assets/compliance/modules/HolderCountCapModule.sol";
import {IIdentityBalances} from "../../contracts/assets/compliance/modules/IIdentityBalances.sol";
import {InvestorCountryCapModule} from "../../contracts/assets/compliance/modules/InvestorCountryCapModule.sol";
import {MaxBalanceModule} from "../../contracts/assets/compliance/modules/MaxBalanceModule.sol";
import {TimeLimit} from "../../contracts/assets/compliance/modules/TimeLimit.sol";
import {TimeTransfersLimitsModule} from "../../contracts/assets/compliance/modules/TimeTransfersLimitsModule.sol";
import {TransferFeesModule} from "../../contracts/assets/compliance/modules/TransferFeesModule.sol";
import {ClaimTopicsRegistry} from "../../contracts/assets/identity/ClaimTopicsRegistry.sol";
import {IdentityRegistry} from "../../contracts/assets/identity/IdentityRegistry.sol";
import {IdentityRegistryStorage} from "../../contracts/assets/identity/IdentityRegistryStorage.sol";
import {TrustedIssuersRegistry} from "../../contracts/assets/identity/TrustedIssuersRegistry.sol";
import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {RuledTokenMock} from "../../contracts/mocks/RuledTokenMock.sol";
import {Test, Vm} from "../helpers/Test.sol";

/// Does at random to a token what holders and agents may do, and counts what each identity sends. Fees are charged
/// first, so that a compliance which tells afterwards tells the other modules in the wrong order.
contract ModulesHandler {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant WALLETS = 8;
    uint256 public constant IDENTITIES = 4;
    uint256 public constant COUNTRIES = 3;
    uint256 public constant DAY_LIMIT = 3_000;
    uint256 public constant HOLDERS = 3;
    uint256 public constant NATIONALS = 2;
    uint32 public constant WINDOW = 1 days;

    IdentityRegistry public immutable registry = new IdentityRegistry();
    ModularCompliance public immutable compliance = new ModularCompliance();
    TransferFeesModule public immutable fees = new TransferFeesModule();
    MaxBalanceModule public immutable maxBalance = new MaxBalanceModule();
    HolderCountCapModule public immutable holders = new HolderCountCapModule();
    InvestorCountryCapModule public immutable nationals = new InvestorCountryCapModule();
    TimeTransfersLimitsModule public immutable limits = new TimeTransfersLimitsModule();
    RuledTokenMock public immutable token;

    /// What an identity sent to others since its window began, as this handler saw it.
    mapping(address identity => uint256) public sent;
    mapping(address identity => uint256) public windowEnd;
    uint256 public transfers;
    bool public exceeded;
    bool public hindered;

    constructor(bool plain) {
        ClaimTopicsRegistry topics = new ClaimTopicsRegistry();
        TrustedIssuersRegistry issuers = new TrustedIssuersRegistry();
        IdentityRegistryStorage identities = new IdentityRegistryStorage();
        topics.init();
        issuers.init();
        identities.init();
        registry.init(address(issuers), address(topics), address(identities));
        identities.bindIdentityRegistry(address(registry));
        registry.addAgent(address(this));
        token = new RuledTokenMock(registry, plain);
        compliance.init();
        token.setCompliance(compliance);
        compliance.bindToken(address(token));
        registry.setWalletListener(address(token), true);
        token.addAgent(address(fees));
        for (uint256 i; i < WALLETS; ++i) {
            registry.registerIdentity(walletOf(i), IIdentity(identityOf(i)), countryOf(i));
        }
        _setUpRules();
    }

    function mint(uint256 to, uint256 amount) external {
        try token.mint(walletOf(to), amount % 2_000) {} catch {}
    }

    function burn(uint256 from, uint256 amount) external {
        try token.burn(walletOf(from), amount % (token.balanceOf(walletOf(from)) + 1)) {} catch {
            hindered = true;
        }
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        uint256 balance = token.balanceOf(walletOf(from));
        // Often everything, for then holders come and go.
        uint256 value = amount % 3 == 0 ? balance : amount % (balance + 1);
        (address sender, address receiver) = (_known(from), _known(to));
        uint256 before = holders.getHolderCount(address(compliance));
        vm.prank(walletOf(from));
        try token.transfer(walletOf(to), value) {
            ++transfers;
            // The collector of a fee may join beyond the cap, nobody else.
            uint256 most = (before > HOLDERS ? before : HOLDERS) + 1;
            if (holders.getHolderCount(address(compliance)) > most) exceeded = true;
            if (sender != receiver && value > 0) _countSent(sender, value);
        } catch {}
    }

    function forcedTransfer(uint256 from, uint256 to, uint256 amount) external {
        uint256 value = amount % (token.balanceOf(walletOf(from)) + 1);
        try token.forcedTransfer(walletOf(from), walletOf(to), value) {} catch {
            hindered = true;
        }
    }

    function recover(uint256 lost, uint256 successor) external {
        if (walletOf(lost) == walletOf(successor) || _known(lost) != _known(successor)) return;
        try token.recoveryAddress(walletOf(lost), walletOf(successor), address(0)) {} catch {
            hindered = true;
        }
    }

    function changeIdentity(uint256 who, uint256 identity) external {
        if (registry.contains(walletOf(who))) registry.updateIdentity(walletOf(who), IIdentity(identityOf(identity)));
    }

    function changeCountry(uint256 who, uint256 country) external {
        if (registry.contains(walletOf(who))) registry.updateCountry(walletOf(who), countryOf(country));
    }

    function unlink(uint256 who) external {
        if (registry.contains(walletOf(who))) registry.deleteIdentity(walletOf(who));
    }

    function link(uint256 who, uint256 identity, uint256 country) external {
        if (registry.contains(walletOf(who))) return;
        registry.registerIdentity(walletOf(who), IIdentity(identityOf(identity)), countryOf(country));
    }

    function count(uint256 who) external {
        address[] memory wallets = new address[](1);
        wallets[0] = walletOf(who);
        maxBalance.countWallets(address(compliance), wallets);
        holders.countWallets(address(compliance), wallets);
        nationals.countWallets(address(compliance), wallets);
    }

    function wait(uint256 time) external {
        vm.warp(block.timestamp + (time % 12 hours));
    }

    function walletOf(uint256 who) public pure returns (address) {
        return address(uint160(0x1000 + (who % WALLETS)));
    }

    function identityOf(uint256 who) public pure returns (address) {
        return address(uint160(0x2000 + (who % IDENTITIES)));
    }

    function countryOf(uint256 which) public pure returns (uint16) {
        return uint16(340 + (which % COUNTRIES));
    }

    function _setUpRules() private {
        compliance.addModule(address(fees));
        // The last wallet collects.
        bytes memory fee = abi.encodeCall(TransferFeesModule.setFee, (500, walletOf(WALLETS - 1)));
        compliance.callModuleFunction(fee, address(fees));
        bytes[] memory settings = new bytes[](1);
        settings[0] = abi.encodeCall(MaxBalanceModule.setMaxBalance, (5_000));
        compliance.addAndSetModule(address(maxBalance), settings);
        settings[0] = abi.encodeCall(HolderCountCapModule.setHolderCap, (HOLDERS));
        compliance.addAndSetModule(address(holders), settings);
        settings[0] = abi.encodeCall(InvestorCountryCapModule.setCountryCap, (countryOf(0), NATIONALS));
        compliance.addAndSetModule(address(nationals), settings);
        TimeLimit memory limit = TimeLimit(WINDOW, DAY_LIMIT);
        settings[0] = abi.encodeCall(TimeTransfersLimitsModule.setTimeTransferLimit, (limit));
        compliance.addAndSetModule(address(limits), settings);
    }

    function _countSent(address identity, uint256 value) private {
        if (windowEnd[identity] <= block.timestamp) {
            (sent[identity], windowEnd[identity]) = (0, block.timestamp + WINDOW);
        }
        sent[identity] += value;
        if (sent[identity] > DAY_LIMIT) exceeded = true;
    }

    function _known(uint256 who) private view returns (address identity) {
        identity = address(registry.identity(walletOf(who)));
        if (identity == address(0)) identity = walletOf(who);
    }
}

abstract contract ModulesInvariants is Test {
    ModulesHandler internal _handler;

    /// COMPLIANCE-11, COMPLIANCE-12, COMPLIANCE-25, COMPLIANCE-27, COMPLIANCE-42, COMPLIANCE-44, COMPLIANCE-45
    // One invariant, for each one asked by itself costs a campaign.
    function invariant_booksAreRight() public view {
        _countsMirrorBalances();
        _holdersAreCounted();
        _nationalsAreCounted();
        _limitsHold();
        _forceIsNeverHindered();
        _allIsCounted();
    }

    /// COMPLIANCE-11
    function _countsMirrorBalances() private view {
        _checkSums(_handler.maxBalance());
        _checkSums(_handler.holders());
        _checkSums(_handler.nationals());
    }

    /// COMPLIANCE-42
    function _holdersAreCounted() private view {
        (uint256 count, ) = _holders(_handler.holders(), 0);
        uint256 counted = _handler.holders().getHolderCount(address(_handler.compliance()));
        assertEq(counted, count, "INV: as many holders are counted as hold");
    }

    /// COMPLIANCE-44, COMPLIANCE-45
    function _nationalsAreCounted() private view {
        address compliance = address(_handler.compliance());
        for (uint256 c; c < _handler.COUNTRIES() + 1; ++c) {
            // Who was counted without being registered is of no country.
            uint16 country = c == _handler.COUNTRIES() ? 0 : _handler.countryOf(c);
            (, uint256 count) = _holders(_handler.nationals(), country);
            uint256 counted = _handler.nationals().getCountryHolderCount(compliance, country);
            assertEq(counted, count, "INV: as many holders are counted for a country as are of it");
        }
    }

    /// COMPLIANCE-27
    function _limitsHold() private view {
        assertTrue(!_handler.exceeded(), "INV: no transfer goes beyond a limit of time or a cap");
    }

    /// COMPLIANCE-25
    function _forceIsNeverHindered() private view {
        assertTrue(!_handler.hindered(), "INV: no rule hinders what agents do by force");
    }

    /// COMPLIANCE-12
    function _allIsCounted() private view {
        address compliance = address(_handler.compliance());
        assertTrue(_handler.maxBalance().isCounted(compliance), "INV: what was counted from the start stays complete");
    }

    function _checkSums(IIdentityBalances module) private view {
        address compliance = address(_handler.compliance());
        uint256 counted;
        for (uint256 i; i < _handler.IDENTITIES() + _handler.WALLETS(); ++i) {
            address owner = _ownerAt(i);
            uint256 sum = module.getIDBalance(compliance, owner);
            assertEq(sum, _sumOf(module, owner), "INV: an identity's count is the sum of its wallets");
            counted += sum;
        }
        assertEq(counted, _handler.token().totalSupply(), "INV: counts make the supply");
    }

    /// How many hold, and how many of them are counted for a country.
    function _holders(
        IIdentityBalances module,
        uint16 country
    ) private view returns (uint256 count, uint256 ofCountry) {
        address compliance = address(_handler.compliance());
        for (uint256 i; i < _handler.IDENTITIES() + _handler.WALLETS(); ++i) {
            address owner = _ownerAt(i);
            if (_sumOf(module, owner) == 0) continue;
            ++count;
            if (_handler.nationals().getCountedCountry(compliance, owner) == country) ++ofCountry;
        }
    }

    function _sumOf(IIdentityBalances module, address owner) private view returns (uint256 sum) {
        address compliance = address(_handler.compliance());
        for (uint256 i; i < _handler.WALLETS(); ++i) {
            address wallet = _handler.walletOf(i);
            if (module.countedFor(compliance, wallet) == owner) sum += _handler.token().balanceOf(wallet);
        }
    }

    /// Identities, then wallets, which count for themselves while they have none.
    function _ownerAt(uint256 i) private view returns (address) {
        uint256 identities = _handler.IDENTITIES();
        return i < identities ? _handler.identityOf(i) : _handler.walletOf(i - identities);
    }
}

contract ModulesInContextInvariants is ModulesInvariants {
    function setUp() public {
        vm.warp(1_000_000);
        _handler = new ModulesHandler(false);
        targetContract(address(_handler));
    }
}

contract ModulesToldAfterwardsInvariants is ModulesInvariants {
    function setUp() public {
        vm.warp(1_000_000);
        _handler = new ModulesHandler(true);
        targetContract(address(_handler));
    }
}
