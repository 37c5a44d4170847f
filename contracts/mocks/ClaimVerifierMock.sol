// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IClaimVerifier} from "../interfaces/IClaimVerifier.sol";
import {IVerificationEpoch} from "../interfaces/IVerificationEpoch.sol";

/// @notice A direct issuer that answers as told, or attacks whoever asks.
contract ClaimVerifierMock is IERC165 {
    /// @notice What it does when asked.
    enum Manner {
        Answer,
        Revert,
        RevertMuch,
        BurnGas,
        ReturnMuch,
        ReturnNothing,
        ReturnTooLarge,
        ReturnThree,
        WorkHard
    }

    /// @notice Far more than anyone wants to read.
    error ClaimVerifierMockAnswer(bytes much);

    uint256 private constant MUCH = 100_000;

    Manner private _manner;
    address private _epoch;
    mapping(address subject => mapping(uint256 topic => uint48)) private _until;

    /// @notice Answers, or attacks.
    fallback(bytes calldata data) external payable returns (bytes memory) {
        if (_manner == Manner.Revert) assert(false);
        if (_manner == Manner.RevertMuch) revert ClaimVerifierMockAnswer(new bytes(MUCH));
        if (_manner == Manner.ReturnMuch) return new bytes(MUCH);
        if (_manner == Manner.ReturnNothing) return "";
        while (_manner == Manner.BurnGas) {}
        (address first, address second, uint256 topic) = abi.decode(data[4:], (address, address, uint256));
        (uint48 one, uint48 two) = (_until[first][topic], _until[second][topic]);
        uint256 large = uint256(type(uint48).max) + 1;
        if (_manner == Manner.ReturnTooLarge) return abi.encode(large, large);
        if (_manner == Manner.ReturnThree) return abi.encode(one, two, 0);
        if (_manner == Manner.WorkHard) this.work();
        return abi.encode(one, two);
    }

    /// @notice Sets what it does.
    function setManner(Manner manner) external {
        _manner = manner;
    }

    /// @notice Sets the epoch it names.
    function setEpoch(address epoch) external {
        _epoch = epoch;
    }

    /// @notice Sets until when a claim stands.
    function setUntil(address subject, uint256 topic, uint48 until) external {
        _until[subject][topic] = until;
    }

    /// @notice Takes a claim back and says so to the epoch.
    function withdraw(address subject, uint256 topic) external {
        _until[subject][topic] = 0;
        IVerificationEpoch(_epoch).advance();
    }

    /// @notice That epoch.
    function verificationEpoch() external view returns (address) {
        return _epoch;
    }

    /// @notice Confirms every claim, at the price of hard work.
    function isClaimValid(address, uint256, bytes calldata, bytes calldata) external view returns (bool) {
        this.work();
        return true;
    }

    /// @notice Spends some 300,000 gas, in a frame of its own.
    function work() external view {
        uint256 start = gasleft();
        while (start - gasleft() < 300_000) {}
    }

    /// @inheritdoc IERC165
    function supportsInterface(bytes4 id) external pure returns (bool) {
        return id == type(IClaimVerifier).interfaceId || id == type(IERC165).interfaceId;
    }
}
