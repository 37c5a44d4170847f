// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// The subset of the cheatcode interface that our Solidity tests use.
interface Vm {
    function assume(bool condition) external pure;
    function bound(uint256 value, uint256 min, uint256 max) external pure returns (uint256);
    function prank(address sender) external;
    function startPrank(address sender) external;
    function stopPrank() external;
    function warp(uint256 timestamp) external;
    function roll(uint256 height) external;
    function deal(address who, uint256 amount) external;
    function expectRevert() external;
    function expectRevert(bytes4 selector) external;
    function expectRevert(bytes calldata data) external;
    function expectEmit() external;
    function blobhashes(bytes32[] calldata hashes) external;
    function sign(uint256 key, bytes32 digest) external pure returns (uint8 v, bytes32 r, bytes32 s);
    function signP256(uint256 key, bytes32 digest) external pure returns (bytes32 r, bytes32 s);
    function addr(uint256 key) external pure returns (address);
    function mockCall(address callee, bytes calldata data, bytes calldata answer) external;
    function clearMockedCalls() external;
    function assertEq(uint256 a, uint256 b) external pure;
    function assertEq(uint256 a, uint256 b, string calldata sentence) external pure;
    function assertEq(address a, address b) external pure;
    function assertEq(bytes32 a, bytes32 b) external pure;
    function assertTrue(bool a) external pure;
    function assertTrue(bool a, string calldata sentence) external pure;
    function assertLe(uint256 a, uint256 b) external pure;
    function snapshotGasLastCall(string calldata name) external returns (uint256);
}

/// Base of the Solidity tests: cheatcodes and invariant targets.
abstract contract Test {
    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    // Solidity test runners look for this flag and these views.
    bool public IS_TEST = true;
    address[] private _targets;
    // Who signs every random call. Runners would now and then let a handler sign for itself, which no contract can, and
    // which the rules about aliases then take for an account without code.
    address[] private _senders = [address(0x519)];

    function targetContract(address a) internal {
        _targets.push(a);
    }

    function targetContracts() public view returns (address[] memory) {
        return _targets;
    }

    function targetSenders() public view returns (address[] memory) {
        return _senders;
    }

    function assertEq(uint256 a, uint256 b) internal pure {
        vm.assertEq(a, b);
    }

    function assertEq(uint256 a, uint256 b, string memory sentence) internal pure {
        vm.assertEq(a, b, sentence);
    }

    function assertTrue(bool a, string memory sentence) internal pure {
        vm.assertTrue(a, sentence);
    }
}
