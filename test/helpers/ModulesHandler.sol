// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ITransferRules} from "../../contracts/assets/compliance/ITransferRules.sol";
import {HolderCountCapModule} from "../../contracts/assets/compliance/modules/HolderCountCapModule.sol";
import {InvestorCountryCapModule} from "../../contracts/assets/compliance/modules/InvestorCountryCapModule.sol";
import {MaxBalanceModule} from "../../contracts/assets/compliance/modules/MaxBalanceModule.sol";
import {TimeLimit} from "../../contracts/assets/compliance/modules/TimeLimit.sol";
import {TimeTransfersLimitsModule} from "../../contracts/assets/compliance/modules/TimeTransfersLimitsModule.sol";
import {TransferFeesModule} from "../../contracts/assets/compliance/modules/TransferFeesModule.sol";
import {Identity} from "../../contracts/assets/identity/Identity.sol";
import {IIdentity} from "../../contracts/interfaces/erc3643/IIdentity.sol";
import {Vm} from "./Test.sol";
import {TokenSuite} from "./TokenSuite.sol";

/// Does at random to a token what holders and agents may do, and counts what each identity sends. Fees are charged
/// first, so that a compliance which tells afterwards tells the other modules in the wrong order.
contract ModulesHandler is TokenSuite {
    Vm private constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    uint256 public constant WALLETS = 8;
    uint256 public constant IDENTITIES = 4;
    uint256 public constant COUNTRIES = 3;
    uint256 public constant DAY_LIMIT = 3_000;
    uint256 public constant HOLDERS = 3;
    uint256 public constant NATIONALS = 2;
    uint32 public constant WINDOW = 1 days;

    TransferFeesModule public immutable fees = new TransferFeesModule();
    MaxBalanceModule public immutable maxBalance = new MaxBalanceModule();
    HolderCountCapModule public immutable holders = new HolderCountCapModule();
    InvestorCountryCapModule public immutable nationals = new InvestorCountryCapModule();
    TimeTransfersLimitsModule public immutable limits = new TimeTransfersLimitsModule();

    Identity[] private _identities;
    /// What an identity sent to others since its window began, as this handler saw it.
    mapping(address identity => uint256) public sent;
    mapping(address identity => uint256) public windowEnd;
    bool public exceeded;
    bool public hindered;

    /// @param plain Whether the token takes the compliance for one of another make, which is told afterwards.
    constructor(bool plain) {
        bytes memory question = abi.encodeCall(compliance.supportsInterface, (type(ITransferRules).interfaceId));
        if (plain) vm.mockCall(address(compliance), question, abi.encode(false));
        _putUp();
        vm.clearMockedCalls();
        registry.setWalletListener(address(token), true);
        token.addAgent(address(fees));
        for (uint256 i; i < IDENTITIES; ++i) {
            _identities.push(new Identity());
            _identities[i].initialize(address(this));
            for (uint256 w; w < WALLETS; ++w) _identities[i].addKey(keccak256(abi.encode(walletOf(w))), 1, 1);
        }
        for (uint256 i; i < WALLETS; ++i) registry.registerIdentity(walletOf(i), identityOf(i), countryOf(i));
        _setUpRules();
    }

    function mint(uint256 to, uint256 amount) external {
        try token.mint(walletOf(to), amount % 2_000) {} catch {}
    }

    function burn(uint256 from, uint256 amount) external {
        // Of what is held the token itself lets everything be burned, from whomever.
        try token.burn(walletOf(from), amount % (token.balanceOf(walletOf(from)) + 1)) {} catch {
            hindered = true;
        }
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external {
        (uint256 balance, uint256 frozen) = (token.balanceOf(walletOf(from)), token.getFrozenTokens(walletOf(from)));
        uint256 free = balance > frozen ? balance - frozen : 0;
        // Often everything, for then holders come and go.
        uint256 value = amount % 3 == 0 ? free : amount % (free + 1);
        (address sender, address receiver) = (_known(from), _known(to));
        uint256 before = holders.getHolderCount(address(compliance));
        vm.prank(walletOf(from));
        try token.transfer(walletOf(to), value) {
            // The collector of a fee may join beyond the cap, nobody else.
            uint256 most = (before > HOLDERS ? before : HOLDERS) + 1;
            if (holders.getHolderCount(address(compliance)) > most) exceeded = true;
            if (sender != receiver && value > 0) _countSent(sender, value);
        } catch {}
    }

    function forcedTransfer(uint256 from, uint256 to, uint256 amount) external {
        uint256 value = amount % (token.balanceOf(walletOf(from)) + 1);
        try token.forcedTransfer(walletOf(from), walletOf(to), value) {} catch {
            if (walletOf(from) != walletOf(to) && _mayReceive(walletOf(to))) hindered = true;
        }
    }

    function recover(uint256 lost, uint256 successor) external {
        address investor = _lastKnown(walletOf(lost));
        bool isAgreed = _isAgreed(walletOf(lost), walletOf(successor), investor);
        try token.recoveryAddress(walletOf(lost), walletOf(successor), investor) {} catch {
            if (isAgreed) hindered = true;
        }
    }

    function freezeUnits(uint256 who, uint256 amount) external {
        try token.freezePartialTokens(walletOf(who), amount % 2_000) {} catch {}
    }

    function setFrozenUnits(uint256 who, uint256 amount) external {
        // Rarely more than is held.
        token.setFrozenTokens(walletOf(who), amount % 8 == 0 ? amount % 4_000 : 0);
    }

    function freezeWallet(uint256 who, uint256 freeze) external {
        token.setAddressFrozen(walletOf(who), freeze % 4 == 0);
    }

    /// While nobody is checked, wallets without identity hold too.
    function checkNobody(uint256 disable) external {
        if (disable % 4 == 0) try registry.disableEligibilityChecks() {} catch {}
        else try registry.enableEligibilityChecks() {} catch {}
    }

    function changeIdentity(uint256 who, uint256 identity) external {
        if (registry.contains(walletOf(who))) registry.updateIdentity(walletOf(who), identityOf(identity));
    }

    function changeCountry(uint256 who, uint256 country) external {
        if (registry.contains(walletOf(who))) registry.updateCountry(walletOf(who), countryOf(country));
    }

    function unlink(uint256 who) external {
        if (registry.contains(walletOf(who))) registry.deleteIdentity(walletOf(who));
    }

    function link(uint256 who, uint256 identity, uint256 country) external {
        if (registry.contains(walletOf(who))) return;
        registry.registerIdentity(walletOf(who), identityOf(identity), countryOf(country));
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

    function identityOf(uint256 who) public view returns (IIdentity) {
        return IIdentity(address(_identities[who % IDENTITIES]));
    }

    function walletOf(uint256 who) public pure returns (address) {
        return address(uint160(0x1000 + (who % WALLETS)));
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

    /// Whether the token itself agrees to a recovery: TOKEN-19 to TOKEN-22, without a word about rules.
    function _isAgreed(address lost, address successor, address investor) private view returns (bool) {
        if (lost == successor || token.recoveredTo(lost) != address(0) || investor == address(0)) return false;
        if (token.recoveredTo(successor) != address(0) || token.isFrozen(successor)) return false;
        address found = address(registry.identity(successor));
        // Every wallet is a key of every identity.
        return found == investor || (found == address(0) && registry.contains(lost));
    }

    /// Whether the token itself lets agents bring units to a wallet.
    function _mayReceive(address wallet) private view returns (bool) {
        if (token.recoveredTo(wallet) != address(0) || token.isFrozen(wallet)) return false;
        return registry.isVerified(wallet);
    }

    function _lastKnown(address wallet) private view returns (address) {
        if (registry.contains(wallet)) return address(registry.identity(wallet));
        return address(registry.lastIdentity(wallet));
    }

    function _known(uint256 who) private view returns (address identity) {
        identity = address(registry.identity(walletOf(who)));
        if (identity == address(0)) identity = walletOf(who);
    }
}
