// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FinalityClass} from "../../contracts/types/FinalityClass.sol";
import {Deployment} from "./Deployment.sol";
import {VmLogs} from "./VmLogs.sol";

/// Who may call what, as packages/sdk/src/access/grants.ts has it, and the actors who hold the roles. Issuers and the
/// arranger hold every approver's role too, so that only the rules of the lifecycle keep them from approving their own.
abstract contract DeploymentRoles is Deployment {
    VmLogs internal constant vm = VmLogs(address(uint160(uint256(keccak256("hevm cheat code")))));

    uint64 internal constant ORIGINATOR = 1;
    uint64 internal constant APPROVERS = 2;
    uint64 internal constant REGULATOR = 3;
    uint64 internal constant GUARDIAN = 4;
    uint64 internal constant TRUSTEE = 5;
    uint64 internal constant PAYING_AGENT = 6;
    uint64 internal constant STAGE_CONTRACT = 7;

    address internal constant OFFICER = address(0x0FF1CE);
    address internal constant ARRANGER = address(0xA44A);
    address internal constant REGULATING = address(0x4E6);
    address internal constant GUARDING = address(0x6A4D);
    address internal constant TRUSTING = address(0x7455);
    address internal constant PAYING = address(0xFA1);
    address internal constant STRANGER = address(0x574A);

    constructor() {
        _setRoles();
        _setStageRoles();
        finality.setEnabled(FinalityClass.Standard, true);
        for (uint256 i = 0; i < 2; ++i) _appoint(_issuerOf(i));
        _appoint(ARRANGER);
        manager.grantRole(APPROVERS, OFFICER, 0);
        manager.grantRole(APPROVERS, REGULATING, 0);
        manager.grantRole(REGULATOR, REGULATING, 0);
        manager.grantRole(GUARDIAN, GUARDING, 0);
        manager.grantRole(TRUSTEE, TRUSTING, 0);
        manager.grantRole(PAYING_AGENT, PAYING, 0);
        cash.mint(PAYING, 1e30);
        cash.mint(TRUSTING, 1e30);
        _approveCash(PAYING, address(distribution));
        _approveCash(PAYING, address(redemption));
        _approveCash(TRUSTING, address(redemption));
    }

    function _approveCash(address owner, address spender) internal {
        vm.prank(owner);
        cash.approve(spender, type(uint256).max);
    }

    function _issuerOf(uint256 index) internal pure returns (address) {
        return address(uint160(0x155E0 + (index % 2)));
    }

    function _appoint(address proposer) private {
        manager.grantRole(ORIGINATOR, proposer, 0);
        manager.grantRole(APPROVERS, proposer, 0);
    }

    function _setRoles() private {
        _grant(address(registration), registration.submit.selector, ORIGINATOR);
        _grant(address(registration), registration.approve.selector, APPROVERS);
        _grant(address(structuring), structuring.approve.selector, APPROVERS);
        _grant(address(tokenization), tokenization.approve.selector, APPROVERS);
        _grant(address(trading), trading.approve.selector, APPROVERS);
        _grant(address(trading), trading.recover.selector, APPROVERS);
        _grant(address(issuance), issuance.openOffer.selector, APPROVERS);
        _grant(address(issuance), issuance.close.selector, APPROVERS);
        _grant(address(issuance), issuance.cancelOffer.selector, APPROVERS);
        _grant(address(lifecycle), lifecycle.requestChanges.selector, APPROVERS);
        _grant(address(lifecycle), lifecycle.reject.selector, APPROVERS);
        _grant(address(lifecycle), lifecycle.rollback.selector, APPROVERS);
        _grant(address(trading), trading.suspend.selector, REGULATOR);
        _grant(address(trading), trading.resume.selector, REGULATOR);
        _grant(address(trading), trading.forceTransfer.selector, REGULATOR);
        _grant(address(trading), trading.suspendUrgently.selector, GUARDIAN);
        _grant(address(trading), trading.declareDefault.selector, TRUSTEE);
        _grant(address(trading), trading.cure.selector, TRUSTEE);
        _grant(address(redemption), redemption.declareRecovery.selector, TRUSTEE);
        _grant(address(redemption), redemption.redeemFor.selector, PAYING_AGENT);
        _grant(address(redemption), redemption.returnSurplus.selector, PAYING_AGENT);
        _grant(address(servicing), servicing.payCoupon.selector, PAYING_AGENT);
        _grant(address(servicing), servicing.payRevenueShare.selector, PAYING_AGENT);
    }

    function _setStageRoles() private {
        _grant(address(lifecycle), lifecycle.open.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.propose.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.approve.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.move.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.restore.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.linkToken.selector, STAGE_CONTRACT);
        _grant(address(lifecycle), lifecycle.holdForOffer.selector, STAGE_CONTRACT);
        _grant(address(pledges), pledges.claimDocuments.selector, STAGE_CONTRACT);
        _grant(address(pledges), pledges.claimSerials.selector, STAGE_CONTRACT);
        _grant(address(reserves), reserves.set.selector, STAGE_CONTRACT);
        _grant(address(distribution), distribution.declare.selector, STAGE_CONTRACT);
        manager.grantRole(STAGE_CONTRACT, address(registration), 0);
        manager.grantRole(STAGE_CONTRACT, address(structuring), 0);
        manager.grantRole(STAGE_CONTRACT, address(tokenization), 0);
        address[] memory agents = _servingContracts();
        for (uint256 i = 0; i < agents.length; ++i) manager.grantRole(STAGE_CONTRACT, agents[i], 0);
    }

    function _grant(address target, bytes4 selector, uint64 role) private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        manager.setTargetFunctionRole(target, selectors, role);
    }
}
